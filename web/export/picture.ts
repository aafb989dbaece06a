/** Browsers draw no larger canvas reliably. */
const mostPixels = 16_000_000;
const longestSide = 8192;

/** How much a picture may be enlarged, or has to be made smaller: twice, if it fits. */
export function scaleFor(width: number, height: number): number {
  return Math.min(2, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
}

/** @throws Error if the browser cannot draw it. */
export async function rasterise({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = scaleFor(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('The browser could not draw the picture');
  return blob;
}
