// Live FLV from ffmpeg for any number of viewers: headers first, then from the latest keyframe on, with a clock tag before
// each keyframe as the real server sends it.
import { spawn } from 'node:child_process';

const number = (value) => {
  const bytes = Buffer.alloc(9);
  bytes.writeDoubleBE(value, 1);
  return bytes;
};
const name = (text) => Buffer.concat([Buffer.from([text.length >> 8, text.length & 255]), Buffer.from(text)]);

function clockTag(timestampMs, arrivedMs) {
  const body = Buffer.concat([
    Buffer.from([2]),
    name('onFootlightClock'),
    Buffer.from([8, 0, 0, 0, 2]),
    name('arrivedMs'),
    number(arrivedMs),
    name('mediaMs'),
    number(timestampMs),
    Buffer.from([0, 0, 9]),
  ]);
  const head = Buffer.alloc(11);
  head[0] = 18;
  head.writeUIntBE(body.length, 1, 3);
  head.writeUIntBE(timestampMs & 0xffffff, 4, 3);
  head[7] = timestampMs >>> 24;
  const back = Buffer.alloc(4);
  back.writeUInt32BE(body.length + 11);
  return Buffer.concat([head, body, back]);
}

export class FlvSource {
  viewers = new Set();
  held = Buffer.alloc(0);
  headers = [];
  run = [];
  child = undefined;
  quiet = false;

  get running() {
    return this.child !== undefined;
  }

  start() {
    if (this.child) return;
    this.headers = [];
    this.run = [];
    this.held = Buffer.alloc(0);
    const args = [
      '-v',
      'error',
      '-re',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=960x540:rate=30',
      '-f',
      'lavfi',
      '-i',
      'sine=frequency=330:sample_rate=48000',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-tune',
      'zerolatency',
      '-g',
      '60',
      '-b:v',
      '1500k',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-b:a',
      '96k',
      '-flush_packets',
      '1',
      '-f',
      'flv',
      '-',
    ];
    const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    child.stdout.on('data', (part) => this.take(part));
  }

  stop() {
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.closeViewers();
  }

  hold(quiet) {
    this.quiet = quiet;
  }

  closeViewers() {
    for (const viewer of this.viewers) viewer.close();
    this.viewers.clear();
  }

  add(viewer) {
    this.viewers.add(viewer);
    if (this.headers.length > 0 && !this.quiet) viewer.send(Buffer.concat([...this.headers, ...this.run]));
    viewer.started = this.headers.length > 0;
  }

  take(part) {
    this.held = Buffer.concat([this.held, part]);
    if (this.headers.length === 0) {
      if (this.held.length < 13) return;
      this.headers.push(Buffer.from(this.held.subarray(0, 13)));
      this.held = this.held.subarray(13);
    }
    while (this.held.length >= 11) {
      const bodyBytes = this.held.readUIntBE(1, 3);
      const total = 11 + bodyBytes + 4;
      if (this.held.length < total) return;
      this.tag(Buffer.from(this.held.subarray(0, total)));
      this.held = this.held.subarray(total);
    }
  }

  tag(tag) {
    const type = tag[0] & 31;
    const header = type === 18 || ((type === 8 || type === 9) && tag[12] === 0);
    if (header) {
      this.headers.push(tag);
      return this.send(tag);
    }
    const keyframe = type === 9 && tag[11] >> 4 === 1;
    if (keyframe) {
      this.run = [clockTag(tag.readUIntBE(4, 3) | (tag[7] << 24), Date.now())];
      this.send(this.run[0]);
    }
    this.run.push(tag);
    return this.send(tag);
  }

  send(tag) {
    if (this.quiet) return;
    for (const viewer of this.viewers) {
      if (viewer.closed) this.viewers.delete(viewer);
      else viewer.send(tag);
    }
  }
}
