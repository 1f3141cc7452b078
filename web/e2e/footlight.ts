import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The addresses of one show, as `demo --json` and `admin show create --json` print them. */
export interface Addresses {
  watch: string;
  rtmp: string;
  key: string;
  rtmpPlay: string;
  flv: string;
  wsflv: string;
  hls: string;
}

/** The launcher of this tree, or of a package that is to be looked at. */
const launcher = process.env.E2E_LAUNCHER ?? resolve(import.meta.dirname, '../../footlight');
const START_MS = 120_000;
const STOP_MS = 15_000;

/** A Footlight of our own: free ports, a data folder that goes with it. */
export class Footlight {
  private readonly said: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
  ) {}

  static spawn(command: 'serve' | 'demo', ...flags: string[]): Footlight {
    const dataDir = mkdtempSync(join(tmpdir(), 'footlight-e2e-'));
    const ports = ['--http-host=127.0.0.1', '--http-port=0', '--rtmp-port=0', '--srt-port=0', `--data-dir=${dataDir}`];
    const child = spawn(launcher, [command, ...ports, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    const footlight = new Footlight(child, dataDir);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => footlight.said.push(line));
    }
    return footlight;
  }

  /** The first line printed, now or later, for which `find` finds something. */
  async line<T>(what: string, find: (line: string) => T | undefined | null): Promise<T> {
    const deadline = Date.now() + START_MS;
    for (let next = 0; Date.now() < deadline; ) {
      const line = this.said[next];
      if (line === undefined) {
        if (this.child.exitCode !== null) break;
        await new Promise((done) => setTimeout(done, 50));
        continue;
      }
      next++;
      const found = find(line);
      if (found) return found;
    }
    throw new Error(`Footlight did not print ${what}. It printed:\n${this.said.join('\n')}`);
  }

  async addresses(): Promise<Addresses> {
    return this.line('its addresses', (line) =>
      line.startsWith('{') && line.includes('"watch"') ? (JSON.parse(line) as Addresses) : undefined,
    );
  }

  /** Stops it as an init system would, and tells its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(timer);
    }
    rmSync(this.dataDir, { recursive: true, force: true });
    return this.child.exitCode;
  }
}
