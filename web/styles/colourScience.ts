/** sRGB, each channel 0 to 1. */
export type Rgb = [number, number, number];
type Lab = [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type Vision = (typeof visions)[number];

/** Machado, Oliveira, Fernandes 2009, severity 1.0; apply to linear light. */
const confusion: Record<Exclude<Vision, 'normal'>, Matrix> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const toLinear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const fromLinear = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
const multiply = (matrix: Matrix, [r, g, b]: Rgb): Rgb =>
  matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as Rgb;
const linear = (colour: Rgb): Rgb => colour.map(toLinear) as Rgb;

/** The colour as seen with that vision. */
export function simulate(colour: Rgb, vision: Vision): Rgb {
  if (vision === 'normal') return colour;
  return multiply(confusion[vision], linear(colour)).map((light) => fromLinear(Math.min(1, Math.max(0, light)))) as Rgb;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const luminance = (colour: Rgb) => {
    const [r, g, b] = linear(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function toLab(colour: Rgb): Lab {
  const toXyz: Matrix = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ];
  const white: Rgb = [0.95047, 1, 1.08883];
  const [x, y, z] = multiply(toXyz, linear(colour)).map((value, at) => {
    const ratio = value / (white[at] ?? 1);
    return ratio > 216 / 24389 ? Math.cbrt(ratio) : (ratio * (24389 / 27) + 16) / 116;
  }) as Rgb;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const degrees = (radians: number) => (radians * 180) / Math.PI;
const radians = (angle: number) => (angle * Math.PI) / 180;
const hueOf = (a: number, b: number) => (a === 0 && b === 0 ? 0 : (degrees(Math.atan2(b, a)) + 360) % 360);

/** CIEDE2000 colour difference (CIE 142-2001), all weights 1; variables are named as in the publication. */
export function deltaE2000(one: Rgb, other: Rgb): number {
  const [L1, a1, b1] = toLab(one);
  const [L2, a2, b2] = toLab(other);
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const G = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [C1, C2] = [Math.hypot(a1 * (1 + G), b1), Math.hypot(a2 * (1 + G), b2)];
  const [h1, h2] = [hueOf(a1 * (1 + G), b1), hueOf(a2 * (1 + G), b2)];
  const grey = C1 * C2 === 0;
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(radians(turn / 2));
  const L = (L1 + L2) / 2;
  const C = (C1 + C2) / 2;
  const h = grey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const T =
    1 -
    0.17 * Math.cos(radians(h - 30)) +
    0.24 * Math.cos(radians(2 * h)) +
    0.32 * Math.cos(radians(3 * h + 6)) -
    0.2 * Math.cos(radians(4 * h - 63));
  const SL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2);
  const SC = 1 + 0.045 * C;
  const SH = 1 + 0.015 * C * T;
  const RC = 2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7));
  const RT = -Math.sin(radians(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * RC;
  const [l, c, hue] = [(L2 - L1) / SL, (C2 - C1) / SC, dH / SH];
  return Math.sqrt(l ** 2 + c ** 2 + hue ** 2 + RT * c * hue);
}
