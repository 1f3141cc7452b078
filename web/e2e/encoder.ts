import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** An encoder of the audience's own machine: Debian's ffmpeg with a test picture and a tone. */
export class Encoder {
  private readonly words: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (bytes: Buffer) => this.words.push(bytes.toString()));
  }

  static publish(server: string, key: string, size = '640x360'): Encoder {
    const args = [
      '-hide_banner -loglevel error -re',
      `-f lavfi -i testsrc2=size=${size}:rate=30 -f lavfi -i sine=frequency=440:sample_rate=48000`,
      '-c:v libx264 -preset ultrafast -tune zerolatency -g 30 -b:v 800k -pix_fmt yuv420p',
      '-c:a aac -b:a 96k -f flv',
    ];
    return new Encoder(
      spawn('ffmpeg', [...args.join(' ').split(' '), `${server}/${key}`], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );
  }

  /** Waits for it to end by itself, and tells what it said. */
  async end(): Promise<string> {
    if (this.child.exitCode === null) await once(this.child, 'exit');
    return this.words.join('');
  }

  /** Pulls the plug. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
