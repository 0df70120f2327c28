/** Just enough colour science to check a palette: CIEDE2000, WCAG contrast, simulated colour vision. */

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes 2009, severity 1, applied to linear RGB. */
const VISION: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
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

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Smallest CIEDE2000 difference of two colours over normal, protan, deutan and tritan vision. */
export function leastDifference(a: string, b: string): number {
  return Math.min(...Object.values(VISION).map((matrix) => ciede2000(seen(a, matrix), seen(b, matrix))));
}

/** CIEDE2000 difference of two CIE L*a*b* colours. */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1 + 0.5 * (1 - chromaWeight(meanC));
  const c1 = Math.hypot(a1 * stretch, b1);
  const c2 = Math.hypot(a2 * stretch, b2);
  const h1 = hue(a1 * stretch, b1);
  const h2 = hue(a2 * stretch, b2);
  const grey = c1 * c2 === 0;
  const turn = grey ? 0 : wrapped(h2 - h1);
  const meanL = (l1 + l2) / 2;
  const cBar = (c1 + c2) / 2;
  const hBar = grey ? h1 + h2 : meanHue(h1, h2);
  const t =
    1 -
    0.17 * cosine(hBar - 30) +
    0.24 * cosine(2 * hBar) +
    0.32 * cosine(3 * hBar + 6) -
    0.2 * cosine(4 * hBar - 63);
  const sl = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const dc = (c2 - c1) / (1 + 0.045 * cBar);
  const dh = (2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2))) / (1 + 0.015 * cBar * t);
  const rotation = -2 * chromaWeight(cBar) * Math.sin(radians(60 * Math.exp(-(((hBar - 275) / 25) ** 2))));
  return Math.sqrt(((l2 - l1) / sl) ** 2 + dc ** 2 + dh ** 2 + rotation * dc * dh);
}

function seen(hex: string, matrix: readonly Triple[]): Triple {
  const rgb = linear(hex);
  return lab(matrix.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as unknown as Triple);
}

function lab(rgb: Triple): Triple {
  const x = cube(dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047);
  const y = cube(dot([0.2126729, 0.7151522, 0.072175], rgb));
  const z = cube(dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function cube(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
}

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

function luminance(hex: string): number {
  return dot([0.2126, 0.7152, 0.0722], linear(hex));
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function chromaWeight(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
}

function hue(a: number, b: number): number {
  return a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

function wrapped(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}

function meanHue(h1: number, h2: number): number {
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
}

function cosine(degrees: number): number {
  return Math.cos(radians(degrees));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
