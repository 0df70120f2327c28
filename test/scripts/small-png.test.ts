import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decode, smallPng } from '../../scripts/lib/small-png.mjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** `rows` with their filter bytes; `colourType` 2 is RGB. */
function png(width: number, height: number, rows: readonly number[], colourType = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType], 8);
  const data = deflateSync(Buffer.from(rows));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function dataOf(picture: Buffer, type: string): Buffer {
  const at = picture.indexOf(type, 0, 'latin1');
  return picture.subarray(at + 4, at + 4 + picture.readUInt32BE(at - 4));
}

describe('decode', () => {
  test.each([
    ['none', [0, 10, 20, 30, 40, 50, 60]],
    ['left', [1, 10, 20, 30, 30, 30, 30]],
    ['up, in the first row', [2, 10, 20, 30, 40, 50, 60]],
    ['average', [3, 10, 20, 30, 35, 40, 45]],
    ['Paeth', [4, 10, 20, 30, 30, 30, 30]],
  ])('undoes the filter "%s"', (_name, row) => {
    expect([...decode(png(2, 1, row)).pixels]).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test('takes the row above where a filter asks for it', () => {
    const rows = [0, 10, 20, 30, 2, 1, 1, 1, 4, 1, 1, 1, 3, 1, 1, 1];
    expect([...decode(png(1, 4, rows)).pixels]).toEqual([10, 20, 30, 11, 21, 31, 12, 22, 32, 7, 12, 17]);
  });

  test('refuses a picture that is no screenshot', () => {
    expect(() => decode(png(1, 1, [0, 1, 2, 3, 4], 6))).toThrow('8-bit RGB');
  });
});

describe('smallPng', () => {
  test('keeps every colour while there are no more than 256', () => {
    const small = smallPng(png(3, 1, [0, 1, 2, 3, 200, 0, 0, 1, 2, 3]));
    expect([...dataOf(small, 'PLTE')]).toEqual([1, 2, 3, 200, 0, 0]);
    expect([...inflateSync(dataOf(small, 'IDAT'))]).toEqual([0, 0, 1, 0]);
  });

  test('keeps a rare colour that no other is like', () => {
    const greys = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey, grey, grey, grey]).flat();
    const small = smallPng(png(513, 1, [0, ...greys, 0, 200, 0]));
    const place = inflateSync(dataOf(small, 'IDAT')).at(-1) ?? -1;
    expect([...dataOf(small, 'PLTE').subarray(3 * place, 3 * place + 3)]).toEqual([0, 200, 0]);
  });

  test('gives a colour beyond these the place of the nearest', () => {
    const greys = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey, grey, grey, grey]).flat();
    const small = smallPng(png(513, 1, [0, ...greys, 100, 100, 101]));
    expect(dataOf(small, 'PLTE')).toHaveLength(3 * 256);
    const place = inflateSync(dataOf(small, 'IDAT')).at(-1) ?? -1;
    expect(dataOf(small, 'PLTE')[3 * place]).toBe(100);
  });
});
