import { describe, expect, it } from 'vitest';
import { cropText, middleOf, pictureFault, placed, resized, sidesOf } from './crop-core';

const size = { width: 1000, height: 601 };

describe('the part of a picture', () => {
  it('begins in the middle with as much as there is', () => {
    expect(middleOf(size)).toEqual({ x: 199, y: 0, side: 601 });
    expect(middleOf({ width: 3, height: 9 })).toEqual({ x: 0, y: 3, side: 3 });
  });

  it('never leaves the picture, wherever it is pulled', () => {
    for (const [x, y] of [
      [-50, -50],
      [5000, 5000],
      [399.6, 0.4],
      [Number.MAX_SAFE_INTEGER, -1],
    ] as const) {
      const crop = placed({ x: 0, y: 0, side: 600 }, x, y, size);
      expect(crop.x).toBeGreaterThanOrEqual(0);
      expect(crop.x + crop.side).toBeLessThanOrEqual(size.width);
      expect(crop.y + crop.side).toBeLessThanOrEqual(size.height);
      expect(Number.isInteger(crop.x) && Number.isInteger(crop.y)).toBe(true);
    }
  });

  it('grows and shrinks around its middle, and stays within at the edge', () => {
    expect(resized({ x: 400, y: 200, side: 200 }, 400, size)).toEqual({ x: 300, y: 100, side: 400 });
    expect(resized({ x: 800, y: 401, side: 200 }, 601, size)).toEqual({ x: 399, y: 0, side: 601 });
    expect(resized({ x: 0, y: 0, side: 601 }, 1, size).side).toBe(sidesOf(size).least);
    expect(resized({ x: 0, y: 0, side: 601 }, 9999, size).side).toBe(601);
  });

  it('leaves a small picture as it is', () => {
    expect(sidesOf({ width: 40, height: 60 })).toEqual({ least: 40, most: 40 });
  });

  it('is told in whole pixels', () => expect(cropText({ x: 1, y: 2, side: 3 })).toBe('1,2,3'));
});

describe('a file', () => {
  it('that is no picture, or too large a one, is not sent', () => {
    expect(pictureFault({ type: 'image/svg+xml', size: 10 })).toBe('notPicture');
    expect(pictureFault({ type: '', size: 10 })).toBe('notPicture');
    expect(pictureFault({ type: 'image/png', size: 10 * 1024 * 1024 + 1 })).toBe('tooLarge');
    expect(pictureFault({ type: 'image/jpeg', size: 10 * 1024 * 1024 })).toBeUndefined();
  });
});
