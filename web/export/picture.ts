import type { Ink } from './mapSvg.ts';

const tokens = {
  canvas: '--c-canvas',
  surface: '--c-surface',
  ink: '--c-ink-1',
  muted: '--c-ink-2',
  border: '--c-line-2',
  membership: '--c-membership',
  connected: '--c-connected',
  pending: '--c-pending',
  attention: '--c-attention',
  failed: '--c-failed',
  idle: '--c-idle',
} as const;

/** The colours of the theme on the page: a picture cannot ask for them later. */
export function inkOfPage(): Ink {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (name: keyof typeof tokens): string => {
    probe.style.color = `var(${tokens[name]})`;
    return getComputedStyle(probe).color;
  };
  const { connected, pending, attention, failed, idle, ...rest } = Object.fromEntries(
    (Object.keys(tokens) as (keyof typeof tokens)[]).map((name) => [name, colour(name)]),
  ) as Record<keyof typeof tokens, string>;
  probe.remove();
  return { ...rest, states: { connected, pending, attention, failed, idle, unknown: idle } };
}

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
