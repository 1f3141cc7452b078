// Live FLV from ffmpeg for any number of viewers: headers first, then from the latest keyframe on, with a clock tag before
// each keyframe as the real server sends it. The same as plain HLS in a folder: short segments, not low latency.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const HLS = [
  'f=hls',
  'hls_time=1',
  'hls_list_size=20',
  'hls_segment_type=fmp4',
  'master_pl_name=index.m3u8',
  'hls_flags=program_date_time+delete_segments+omit_endlist+independent_segments',
].join(':');

export class FlvSource {
  folder = mkdtempSync(join(tmpdir(), 'footlight-mock-'));
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
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
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
      '30',
      '-b:v',
      '1500k',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-b:a',
      '96k',
      '-flags',
      '+global_header',
      '-map',
      '0:v',
      '-map',
      '1:a',
      '-f',
      'tee',
      `[f=flv:flush_packets=1]pipe:1|[${HLS}]${this.folder}/main.m3u8`,
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

  /** Nothing of it is left. */
  leave() {
    this.stop();
    rmSync(this.folder, { recursive: true, force: true });
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
    this.begin(viewer);
  }

  /** Nobody gets anything before there is a keyframe to begin with. */
  begin(viewer) {
    if (viewer.started || this.run.length === 0 || this.quiet) return;
    viewer.send(Buffer.concat([...this.headers, ...this.run]));
    viewer.started = true;
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
    if (this.run.length === 0 && !keyframe) return undefined;
    if (keyframe) {
      this.run = [clockTag(tag.readUIntBE(4, 3) | (tag[7] << 24), Date.now())];
      this.send(this.run[0]);
    }
    this.run.push(tag);
    this.send(tag);
    for (const viewer of this.viewers) this.begin(viewer);
    return undefined;
  }

  send(tag) {
    if (this.quiet) return;
    for (const viewer of this.viewers) {
      if (viewer.closed) this.viewers.delete(viewer);
      else if (viewer.started) viewer.send(tag);
    }
  }
}
