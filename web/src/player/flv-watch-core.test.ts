import { describe, expect, it } from 'vitest';
import { type ClockMark, FlvWatch, readScript } from './flv-watch-core';

const u = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => (value >> (8 * (bytes - 1 - i))) & 255);
const fileHeader = (flags: number) => [0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0];
const tag = (type: number, ms: number, body: number[]) => [
  type,
  ...u(body.length, 3),
  ...u(ms & 0xffffff, 3),
  (ms >>> 24) & 255,
  0,
  0,
  0,
  ...body,
  ...u(body.length + 11, 4),
];
const amfText = (text: string) => [...u(text.length, 2), ...new TextEncoder().encode(text)];
const amfNumber = (value: number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [0, ...new Uint8Array(view.buffer)];
};
const clock = (ms: number, arrivedMs: number) =>
  tag(18, ms, [
    2,
    ...amfText('onFootlightClock'),
    8,
    ...u(1, 4),
    ...amfText('arrivedMs'),
    ...amfNumber(arrivedMs),
    0,
    0,
    9,
  ]);
const avcHeader = (ms: number) => tag(9, ms, [0x17, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
const keyframe = (ms: number, offsetMs = 0) => tag(9, ms, [0x17, 1, ...u(offsetMs, 3), ...Array(400).fill(7)]);
const delta = (ms: number) => tag(9, ms, [0x27, 1, 0, 0, 0, ...Array(90).fill(7)]);
const aacHeader = (ms: number) => tag(8, ms, [0xaf, 0, 0x12, 0x10]);
const aac = (ms: number) => tag(8, ms, [0xaf, 1, ...Array(60).fill(3)]);

function marks(bytes: number[], pieceBytes: number): ClockMark[] {
  const seen: ClockMark[] = [];
  const watch = new FlvWatch((mark) => seen.push(mark));
  for (let at = 0; at < bytes.length; at += pieceBytes) watch.push(Uint8Array.from(bytes.slice(at, at + pieceBytes)));
  return seen;
}

const show = [
  ...fileHeader(5),
  ...avcHeader(5000),
  ...aacHeader(5000),
  ...clock(5010, 1_700_000_000_000.5),
  ...keyframe(5010, 66),
  ...delta(5043),
  ...aac(4996),
  ...delta(5076),
  ...clock(7010, 1_700_000_002_000),
  ...keyframe(7010, 66),
];

describe('reading along an FLV stream', () => {
  it.each([1, 2, 3, 7, 64, 4096])('finds the same marks in pieces of %i bytes', (pieceBytes) => {
    expect(marks(show, pieceBytes)).toEqual([
      { mediaMs: 80, arrivedMs: 1_700_000_000_000.5 },
      { mediaMs: 2080, arrivedMs: 1_700_000_002_000 },
    ]);
  });

  it('starts the timeline at the picture when the flags say there is no sound', () => {
    expect(marks([...fileHeader(1), ...clock(900, 5), ...keyframe(900)], 4096)).toEqual([{ mediaMs: 0, arrivedMs: 5 }]);
  });

  it('does not wait for ever for a sound that was only promised', () => {
    const silent = [...fileHeader(5), ...clock(0, 5), ...keyframe(0), ...delta(500), ...delta(1001)];
    expect(marks(silent, 4096)).toEqual([{ mediaMs: 0, arrivedMs: 5 }]);
  });

  it('gives a clock tag to the keyframe that follows it, not to a late delta frame', () => {
    const stream = [...fileHeader(1), ...keyframe(0), ...clock(40, 9), ...delta(20), ...keyframe(40)];
    expect(marks(stream, 4096)).toEqual([{ mediaMs: 40, arrivedMs: 9 }]);
  });

  it('reads an extended timestamp beyond 24 bits', () => {
    const late = 0x8100_0000;
    expect(marks([...fileHeader(1), ...keyframe(late), ...clock(late + 40, 9), ...keyframe(late + 40)], 5)).toEqual([
      { mediaMs: 40, arrivedMs: 9 },
    ]);
  });

  it('reads enhanced headers', () => {
    const hevc = tag(9, 100, [0x91, 0x68, 0x76, 0x63, 0x31, 0, 0, 50, 1, 1, 1]);
    expect(marks([...fileHeader(1), ...clock(100, 9), ...hevc], 4096)).toEqual([{ mediaMs: 50, arrivedMs: 9 }]);
  });

  it('goes on after a script tag of any garbage', () => {
    const garbage = [[], [2], [2, 255, 255], [9, 9, 9], [2, 0, 1, 65, 8, 0, 0, 0, 9, 0, 200, 1]];
    for (const body of garbage) {
      expect(marks([...fileHeader(1), ...tag(18, 0, body), ...clock(10, 9), ...keyframe(10)], 3)).toHaveLength(1);
    }
  });

  it('skips an oversized script without keeping it', () => {
    const huge = tag(18, 0, Array(70_000).fill(2));
    expect(marks([...fileHeader(1), ...huge, ...clock(10, 9), ...keyframe(10)], 4096)).toHaveLength(1);
  });

  it('leaves out what is no number', () => {
    const body = [2, ...amfText('x'), 3, ...amfText('a'), 1, 1, ...amfText('b'), ...amfNumber(4), 0, 0, 9];
    expect(readScript(Uint8Array.from(body))).toEqual({ name: 'x', numbers: { b: 4 } });
  });
});
