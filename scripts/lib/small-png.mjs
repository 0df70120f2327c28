/** Packs a screenshot with few colours into a picture with a palette: a third of the size, and no eye sees the difference. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_SIZE = 256;
/** So many colours are taken because they are used most; the others because they are least like those. */
const BY_USE = 160;
const RGB = 2;
const BYTES = 3;

/**
 * The same picture in 256 of its colours, each other pixel in the nearest of these.
 * @param {Buffer} png 8-bit RGB without interlacing, as Chromium takes screenshots
 * @returns {Buffer}
 * @throws if the picture is of another kind
 */
export function smallPng(png) {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf(pixels.readUIntBE((y * width + x) * BYTES, BYTES));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => channels(colour)));
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {Buffer} png
 * @returns {{ readonly width: number, readonly height: number, readonly pixels: Buffer }} three bytes a pixel
 */
export function decode(png) {
  const parts = chunksOf(png);
  const header = parts.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header[8] !== 8 || header[9] !== RGB || header[12] !== 0)
    throw new Error('not a screenshot: 8-bit RGB without interlacing is expected');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const filtered = inflateSync(
    Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  return { width, height, pixels: unfilter(filtered, width * BYTES, height) };
}

/**
 * @param {Buffer} png
 * @returns {ReadonlyArray<{ readonly type: string, readonly data: Buffer }>}
 */
function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data });
    at += 12 + length;
  }
  return chunks;
}

/**
 * Each row begins with the filter that was applied to it (PNG specification, chapter 9).
 * @param {Buffer} filtered
 * @param {number} stride bytes of a row
 * @param {number} height
 */
function unfilter(filtered, stride, height) {
  const pixels = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < BYTES ? 0 : pixels[at - BYTES];
      const up = y === 0 ? 0 : pixels[at - stride];
      const corner = x < BYTES || y === 0 ? 0 : pixels[at - stride - BYTES];
      pixels[at] = filtered[y * (stride + 1) + 1 + x] + predicted(filter, left, up, corner);
    }
  }
  return pixels;
}

/**
 * @param {number} filter
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function predicted(filter, left, up, corner) {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return nearestOf(left + up - corner, [left, up, corner]);
    default:
      throw new Error(`a row has filter ${filter}: 0 to 4 are known`);
  }
}

/**
 * @param {number} value
 * @param {readonly number[]} candidates the first of equals wins
 */
function nearestOf(value, candidates) {
  return candidates.reduce((best, each) => (Math.abs(value - each) < Math.abs(value - best) ? each : best));
}

/**
 * The colours that are used most, and those that would be farthest from them: the few pixels of a swatch in a legend count too.
 * @param {Buffer} pixels
 * @returns {readonly number[]} 0xrrggbb
 */
function paletteOf(pixels) {
  const colours = coloursByUse(pixels);
  const palette = colours.slice(0, BY_USE);
  const left = colours.slice(BY_USE).map((colour) => ({
    colour,
    far: Math.min(...palette.map((each) => distance(each, colour))),
  }));
  while (left.length > 0 && palette.length < PALETTE_SIZE) {
    const farthest = left.reduce((most, each, at) => (each.far > left[most].far ? at : most), 0);
    const [{ colour }] = left.splice(farthest, 1);
    palette.push(colour);
    for (const each of left) each.far = Math.min(each.far, distance(each.colour, colour));
  }
  return palette;
}

/**
 * @param {Buffer} pixels
 * @returns {number[]} 0xrrggbb, most used first
 */
function coloursByUse(pixels) {
  /** @type {Map<number, number>} */
  const uses = new Map();
  for (let at = 0; at < pixels.length; at += BYTES) {
    const colour = pixels.readUIntBE(at, BYTES);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  return [...uses].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
}

/**
 * @param {readonly number[]} palette
 * @returns {(colour: number) => number} the place of the nearest colour, each looked for once
 */
function nearestIn(palette) {
  const places = new Map(palette.map((colour, place) => [colour, place]));
  return (colour) => {
    const known = places.get(colour);
    if (known !== undefined) return known;
    const distances = palette.map((each) => distance(each, colour));
    const place = distances.indexOf(Math.min(...distances));
    places.set(colour, place);
    return place;
  };
}

/** @param {number} colour */
function channels(colour) {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

/**
 * @param {number} a
 * @param {number} b
 */
function distance(a, b) {
  const other = channels(b);
  return channels(a).reduce((sum, channel, at) => sum + (channel - other[at]) ** 2, 0);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
