import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCrowdBitmap } from '../../src/scene/crowd-bitmap.ts';
import { addRect, createRects } from '../../src/scene/draft.ts';
import { KIND, KINDS } from '../../src/trace/kinds.ts';

const FILLS = KINDS.map((_, kind) => `#0000${(16 + kind).toString(16)}`);

/** Pixels that were put on the bitmap, and where the bitmap was put; `drawn` has one entry for each picture. */
function fakeCanvas(): { readonly put: ImageData[]; readonly drawn: number[][] } {
  const put: ImageData[] = [];
  const drawn: number[][] = [];
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(width: number, height: number) {
        this.width = width;
        this.height = height;
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext(): unknown {
        return { putImageData: (image: ImageData) => void put.push(image) };
      }
    },
  );
  return { put, drawn };
}

function target(drawn: number[][]): Parameters<NonNullable<ReturnType<typeof createCrowdBitmap>>['draw']>[0] {
  return {
    imageSmoothingEnabled: true,
    drawImage: (_: unknown, ...numbers: number[]) => void drawn.push(numbers),
  };
}

/** The blue of each pixel of a bitmap, '.' where it is transparent. */
function picture({ data, width }: ImageData, w: number, h: number): string[] {
  return Array.from({ length: h }, (_, y) =>
    Array.from({ length: w }, (__, x) => {
      const at = (y * width + x) * 4;
      return data[at + 3] === 0 ? '.' : String(data[at + 2] - 16);
    }).join(''),
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('a crowd bitmap', () => {
  it('fills the pixels of each box in the colour of its kind, the last box on top', () => {
    const { put, drawn } = fakeCanvas();
    const rects = createRects();
    addRect(rects, 10, 20, 1, 3, KIND.user, 0, 0, 0);
    addRect(rects, 11, 21, 2, 1, KIND.sys, 1, 0, 0);
    addRect(rects, 10, 21, 1, 1, KIND.idle, 2, 0, 0);
    createCrowdBitmap()?.draw(target(drawn), rects, [{ from: 0, to: 3 }], FILLS);
    expect(picture(put[0], 3, 3)).toEqual([
      `${KIND.user}..`,
      `${KIND.idle}${KIND.sys}${KIND.sys}`,
      `${KIND.user}..`,
    ]);
    expect(drawn).toEqual([[0, 0, 3, 3, 10, 20, 3, 3]]);
  });

  it('draws the rows of its ranges alone', () => {
    const { put, drawn } = fakeCanvas();
    const rects = createRects();
    for (let x = 0; x < 4; x++) addRect(rects, x, 0, 1, 1, KIND.user, x, 0, 0);
    const ranges = [
      { from: 0, to: 1 },
      { from: 3, to: 4 },
    ];
    createCrowdBitmap()?.draw(target(drawn), rects, ranges, FILLS);
    expect(picture(put[0], 4, 1)).toEqual([`${KIND.user}..${KIND.user}`]);
  });

  it('keeps nothing of the picture before within what it draws', () => {
    const { put, drawn } = fakeCanvas();
    const bitmap = createCrowdBitmap();
    const rects = createRects();
    addRect(rects, 0, 0, 2, 2, KIND.user, 0, 0, 0);
    addRect(rects, 0, 0, 1, 1, KIND.sys, 1, 0, 0);
    bitmap?.draw(target(drawn), rects, [{ from: 0, to: 1 }], FILLS);
    bitmap?.draw(target(drawn), rects, [{ from: 1, to: 2 }], FILLS);
    expect(picture(put[1], 2, 1)).toEqual([`${KIND.sys}.`]);
    expect(drawn[1]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  });

  it('is undefined where no canvas can be made', () => {
    expect(createCrowdBitmap()).toBeUndefined();
  });
});
