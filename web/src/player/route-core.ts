import type { Way } from './ways-core';

/** Why the picture comes by another way than the best one. */
export type Detour = { to: Way; from: Way; because: 'blocked' | 'failed' };

export interface Fault {
  /** Something had come over this line before it ended. */
  heard: boolean;
  /** Asked by plain HTTP, the server said the picture is there. */
  there: boolean;
}

const DEAF_STARTS = 2;

/**
 * Which way to take, and the next one when it fails. A line that breaks is taken again; one over which nothing ever comes,
 * while plain HTTP says that the picture is there, is blocked: the next way. What cannot be played is not tried twice.
 */
export class Route {
  private readonly failed = new Set<Way>();
  private readonly best: Way | undefined;
  private at = 0;
  private deaf = 0;
  private because: Detour['because'] = 'blocked';

  constructor(private readonly ways: readonly Way[]) {
    this.best = ways[0];
  }

  /** Undefined when nothing is left to try. */
  get way(): Way | undefined {
    const way = this.ways[this.at];
    return way !== undefined && !this.failed.has(way) ? way : undefined;
  }

  get detour(): Detour | undefined {
    const { way, best, because } = this;
    return way === undefined || best === undefined || way === best ? undefined : { to: way, from: best, because };
  }

  /** The line ended or was silent. */
  lineEnded({ heard, there }: Fault): void {
    if (heard || !there) {
      this.deaf = 0;
      return;
    }
    this.deaf += 1;
    if (this.deaf >= DEAF_STARTS) this.next('blocked');
  }

  /** It came and could not be played here. */
  unplayable(): void {
    const { way } = this;
    if (way !== undefined) this.failed.add(way);
    this.next('failed');
  }

  private next(because: Detour['because']): void {
    this.deaf = 0;
    for (let step = 1; step < this.ways.length; step += 1) {
      const at = (this.at + step) % this.ways.length;
      const way = this.ways[at];
      if (way === undefined || this.failed.has(way)) continue;
      this.at = at;
      this.because = because;
      return;
    }
  }
}
