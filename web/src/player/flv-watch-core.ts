/**
 * Reads along while FLV bytes pass by to the decoder, to learn two things mpegts.js does not tell: at which media time the
 * player's clock starts, and which frame each `onFootlightClock` script tag belongs to. Keeps no payload but script tags.
 * Source: Adobe FLV 10.1, E.2 to E.4; enhanced RTMP 2 for the extended video header; AMF0 for the script.
 */
export interface ClockMark {
  /** Where on the player's timeline the frame is shown, in milliseconds. */
  mediaMs: number;
  /** When that frame reached the server, in epoch milliseconds of the server's clock. */
  arrivedMs: number;
}

const FILE_HEADER_BYTES = 9;
const BACK_POINTER_BYTES = 4;
const TAG_HEADER_BYTES = 11;
/** Enough of an audio or video body to know what it is and its composition offset. */
const PEEK_BYTES = 8;
const SCRIPT_MOST_BYTES = 64 * 1024;
const CLOCK_TAG = 'onFootlightClock';

type Tag = { type: number; bodyBytes: number; timestampMs: number };
/** A frame's offset of presentation from decoding; undefined when the body is no frame but a header. */
type Frame = { offsetMs: number; keyframe: boolean } | undefined;

export class FlvWatch {
  private head: Uint8Array = new Uint8Array(FILE_HEADER_BYTES + BACK_POINTER_BYTES);
  private held = 0;
  private skip = 0;
  private reading: 'file' | 'tag' | 'body' = 'file';
  private tag: Tag = { type: 0, bodyBytes: 0, timestampMs: 0 };
  private firstAudioMs: number | undefined;
  private firstVideoMs: number | undefined;
  private pendingArrivedMs: number | undefined;
  private waiting: { timestampMs: number; arrivedMs: number }[] = [];
  private hasAudio = false;
  private hasVideo = false;

  /** `onMark` is called within `push`, once for each clock tag whose keyframe has come. */
  constructor(private readonly onMark: (mark: ClockMark) => void) {}

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.skip > 0) {
        const step = Math.min(this.skip, chunk.length - at);
        this.skip -= step;
        at += step;
        continue;
      }
      const step = Math.min(this.head.length - this.held, chunk.length - at);
      this.head.set(chunk.subarray(at, at + step), this.held);
      this.held += step;
      at += step;
      if (this.held === this.head.length) this.whole();
    }
  }

  private expect(reading: typeof this.reading, bytes: number): void {
    this.reading = reading;
    this.head = new Uint8Array(bytes);
    this.held = 0;
  }

  private whole(): void {
    const b = this.head;
    if (this.reading === 'file') {
      this.hasAudio = ((b[4] ?? 0) & 4) !== 0;
      this.hasVideo = ((b[4] ?? 0) & 1) !== 0;
      this.expect('tag', TAG_HEADER_BYTES);
      return;
    }
    if (this.reading === 'tag') {
      const bodyBytes = u24(b, 1);
      // The clock's high byte comes after its three low ones.
      const timestampMs = (u24(b, 4) | ((b[7] ?? 0) << 24)) >>> 0;
      this.tag = { type: (b[0] ?? 0) & 0x1f, bodyBytes, timestampMs };
      const wanted =
        this.tag.type === 18 ? (bodyBytes > SCRIPT_MOST_BYTES ? 0 : bodyBytes) : Math.min(PEEK_BYTES, bodyBytes);
      if (wanted > 0) this.expect('body', wanted);
      else this.endTag(0);
      return;
    }
    if (this.tag.type === 18) this.script(b);
    else if (this.tag.type === 9) this.video(videoFrame(b));
    else if (this.tag.type === 8 && isAudioFrame(b)) this.audio();
    this.endTag(b.length);
  }

  private endTag(bodyRead: number): void {
    this.skip = this.tag.bodyBytes - bodyRead + BACK_POINTER_BYTES;
    this.expect('tag', TAG_HEADER_BYTES);
  }

  private audio(): void {
    this.firstAudioMs ??= this.tag.timestampMs;
    this.settle();
  }

  private video(frame: Frame): void {
    if (!frame) return;
    this.firstVideoMs ??= this.tag.timestampMs;
    if (this.pendingArrivedMs !== undefined && frame.keyframe) {
      this.waiting.push({ timestampMs: this.tag.timestampMs + frame.offsetMs, arrivedMs: this.pendingArrivedMs });
      this.pendingArrivedMs = undefined;
    }
    this.settle();
  }

  private script(body: Uint8Array): void {
    const said = readScript(body);
    if (said?.name === CLOCK_TAG && said.numbers.arrivedMs !== undefined)
      this.pendingArrivedMs = said.numbers.arrivedMs;
  }

  /** mpegts.js starts its timeline at the earlier of the first sound and the first picture, once it has both. */
  private settle(): void {
    const base = this.timelineStartMs;
    if (base === undefined) return;
    for (const { timestampMs, arrivedMs } of this.waiting) this.onMark({ mediaMs: timestampMs - base, arrivedMs });
    this.waiting = [];
  }

  private get timelineStartMs(): number | undefined {
    const { firstAudioMs: a, firstVideoMs: v } = this;
    if (a !== undefined && v !== undefined) return Math.min(a, v);
    if (a !== undefined && !this.hasVideo) return a;
    if (v !== undefined && !this.hasAudio) return v;
    // Flags that promise both while only one comes: a second of waiting settles it.
    if (v !== undefined && this.tag.timestampMs - v > 1000) return v;
    return undefined;
  }
}

const u24 = (b: Uint8Array, at: number) => ((b[at] ?? 0) << 16) | ((b[at + 1] ?? 0) << 8) | (b[at + 2] ?? 0);
const s24 = (b: Uint8Array, at: number) => (u24(b, at) << 8) >> 8;

function videoFrame(b: Uint8Array): Frame {
  const first = b[0] ?? 0;
  if (first & 0x80) {
    const packet = first & 0x0f;
    const keyframe = ((first >> 4) & 7) === 1;
    // 1 = coded frames with an offset, 3 = coded frames without one; HEVC alone carries the offset in type 1.
    if (packet === 3) return { offsetMs: 0, keyframe };
    if (packet !== 1) return undefined;
    const hevcOrAvc = b[1] === 0x68 || b[1] === 0x61;
    return { offsetMs: hevcOrAvc ? s24(b, 5) : 0, keyframe };
  }
  const keyframe = first >> 4 === 1;
  const avcOrHevc = (first & 0x0f) === 7 || (first & 0x0f) === 12;
  if (!avcOrHevc) return { offsetMs: 0, keyframe };
  return b[1] === 1 ? { offsetMs: s24(b, 2), keyframe } : undefined;
}

function isAudioFrame(b: Uint8Array): boolean {
  const format = (b[0] ?? 0) >> 4;
  if (format === 10) return b[1] === 1;
  if (format === 9) return ((b[0] ?? 0) & 0x0f) === 1;
  return true;
}

/** The script's name and the numbers of its first object; undefined when the bytes are no AMF0 of that shape. */
export function readScript(body: Uint8Array): { name: string; numbers: Record<string, number> } | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const text = (at: number, bytes: number) => new TextDecoder().decode(body.subarray(at, at + bytes));
  try {
    if (view.getUint8(0) !== 2) return undefined;
    const nameBytes = view.getUint16(1);
    const name = text(3, nameBytes);
    let at = 3 + nameBytes;
    const numbers: Record<string, number> = {};
    const marker = at < body.length ? view.getUint8(at) : undefined;
    if (marker !== 3 && marker !== 8) return { name, numbers };
    at += marker === 8 ? 5 : 1;
    while (at + 2 <= body.length) {
      const keyBytes = view.getUint16(at);
      if (keyBytes === 0) break;
      const key = text(at + 2, keyBytes);
      at += 2 + keyBytes;
      const type = view.getUint8(at);
      if (type === 0) {
        numbers[key] = view.getFloat64(at + 1);
        at += 9;
      } else if (type === 1) at += 2;
      else if (type === 2) at += 3 + view.getUint16(at + 1);
      else if (type === 5 || type === 6) at += 1;
      else break;
    }
    return { name, numbers };
  } catch {
    // Cut short: the demuxer behind us will say so in its own way.
    return undefined;
  }
}
