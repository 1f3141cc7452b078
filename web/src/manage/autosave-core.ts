import { ApiProblem, type Show } from '../api/client';
import { type Meanwhile, meanwhile, type Part, withPartsOf } from './meanwhile-core';
import { bodyOf, draftOf, type ShowDraft } from './show-form-core';

/** What stands beside the form: `held` waits for a fault to be mended, `failed` is tried again, `refused` is not. */
export type SaveStatus = 'saved' | 'typing' | 'saving' | 'held' | 'failed' | 'refused' | 'disputed';

/** What somebody else changed while the form was open. `mine` is what stood in it before theirs was taken. */
export interface Clash extends Omit<Meanwhile, 'draft'> {
  theirs: Show;
  mine?: ShowDraft;
}

export interface AutosaveState {
  /** The newest state of the server that is known; what is typed is a change of it. */
  base: Show;
  draft: ShowDraft;
  status: SaveStatus;
  error?: unknown;
  clash?: Clash;
}

type Body = ReturnType<typeof bodyOf>;
export type Changes = Partial<Body>;

interface Server {
  save: (base: Show, changes: Changes) => Promise<Show>;
  look: () => Promise<Show>;
}

const REST_MS = 700;
const MOST_PAUSE_MS = 30_000;

/** What the draft changes of `base`, and no more: what somebody else does to the rest stays. Undefined when nothing. */
export function changesOf(base: Show, draft: ShowDraft): Changes | undefined {
  const before = bodyOf(draftOf(base, draft.zone));
  const now = bodyOf(draft);
  const keys = (Object.keys(now) as (keyof Body)[]).filter((key) => now[key] !== before[key]);
  // Neither time nor zone means a thing without the other.
  if (keys.includes('startsAt') !== keys.includes('timeZone')) keys.push('startsAt', 'timeZone');
  return keys.length === 0 ? undefined : (Object.fromEntries(keys.map((key) => [key, now[key]])) as Changes);
}

/** How long to wait after so many failures in a row. */
export const pauseMs = (failures: number): number => Math.min(MOST_PAUSE_MS, 1000 * 2 ** (failures - 1));

/** Whether the same request may go through later: no answer, a server in trouble, or too much at once. */
export const worthRetrying = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status >= 500 || error.status === 429;

/** Which of two states of a show is the newer one: ETags count. */
const version = (show: Show): number => Number(show.own?.etag.match(/\d+/)?.[0] ?? 0);

/** Saves what is typed once the typing rests, one request at a time, and never loses a word: what fails is tried again,
    and what somebody else changed meanwhile is taken in part by part, or asked about. */
export class Autosave {
  state: AutosaveState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private held = false;
  private closed = false;

  constructor(
    base: Show,
    ownZone: string,
    private readonly server: Server,
  ) {
    this.state = { base, draft: draftOf(base, ownZone), status: 'saved' };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): AutosaveState => this.state;

  /** Something was typed. While `held` it is no whole thing yet, and is not sent. */
  type(draft: ShowDraft, held: boolean): void {
    this.held = held;
    const { error: _, ...rest } = this.state;
    this.put({ ...rest, draft, status: this.restingStatus(draft) });
    if (this.state.status === 'typing') this.later(REST_MS);
  }

  /** Whether what stands in the form is not on the server. */
  dirty(): boolean {
    return this.held || changesOf(this.state.base, this.state.draft) !== undefined;
  }

  /** Saves now what is to be saved; true when everything is. */
  async flush(): Promise<boolean> {
    await this.running;
    await this.attempt();
    await this.running;
    return !this.dirty();
  }

  /** Does something else to the show on the server, such as giving it a cover, with nothing saved in between. */
  async alone(deed: () => Promise<Show>): Promise<void> {
    await this.running;
    const doing = deed();
    this.running = doing.then(
      () => undefined,
      () => undefined,
    );
    try {
      const after = await doing;
      const { coverUrl, coverThumbnailUrl } = after;
      // The cover is mine and nobody else's change.
      this.state = { ...this.state, base: { ...this.state.base, coverUrl, coverThumbnailUrl } };
      this.running = undefined;
      this.layOver(after);
    } finally {
      this.running = undefined;
    }
  }

  /** The server was asked how the show stands. */
  seen(show: Show): void {
    if (!this.running && version(show) > version(this.state.base)) this.layOver(show);
  }

  /** The parts in dispute become theirs; mine can be put back. */
  takeTheirs(): void {
    const { clash, draft, base } = this.state;
    if (!clash) return;
    const theirs = withPartsOf(draftOf(base, draft.zone), draft, clash.disputed);
    this.put({ ...this.state, draft: theirs, clash: { ...clash, mine: draft }, status: 'typing' });
    this.later(0);
  }

  putMineBack(): void {
    const { clash, draft } = this.state;
    if (!clash?.mine) return;
    const { mine, ...rest } = clash;
    this.put({
      ...this.state,
      draft: withPartsOf(mine, draft, rest.disputed),
      clash: { ...rest, disputed: [] },
      status: 'typing',
    });
    this.later(0);
  }

  /** Mine goes over theirs. */
  keepMine(): void {
    const { clash, ...rest } = this.state;
    if (!clash) return;
    this.put({ ...rest, status: 'typing' });
    this.later(0);
  }

  /** Tries again at once, as when the network is back. */
  retry(): void {
    if (this.state.status === 'failed') void this.attempt();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private restingStatus(draft: ShowDraft): SaveStatus {
    if (this.held) return 'held';
    if (this.disputed()) return 'disputed';
    if (this.running) return 'saving';
    return changesOf(this.state.base, draft) ? 'typing' : 'saved';
  }

  private disputed(): boolean {
    const { clash } = this.state;
    return clash !== undefined && clash.disputed.length > 0 && !clash.mine;
  }

  private attempt(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) return this.running;
    if (this.held || this.disputed()) return Promise.resolve();
    const { base, draft } = this.state;
    const changes = changesOf(base, draft);
    if (!changes) {
      this.put({ ...this.state, status: 'saved' });
      return Promise.resolve();
    }
    this.running = this.send(base, changes).finally(() => {
      this.running = undefined;
      this.rest();
    });
    const { error: _, ...rest } = this.state;
    this.put({ ...rest, status: 'saving' });
    return this.running;
  }

  private async send(base: Show, changes: Changes): Promise<void> {
    try {
      const saved = await this.server.save(base, changes);
      this.failures = 0;
      this.put({ ...this.state, base: saved });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'changed-meanwhile') return this.failed(error);
      try {
        this.layOver(await this.server.look());
      } catch (away) {
        this.failed(away);
      }
    }
  }

  private failed(error: unknown): void {
    const again = worthRetrying(error);
    if (again) this.failures++;
    this.put({ ...this.state, error, status: again ? 'failed' : 'refused' });
  }

  /** The newest state becomes what one edits, with what was typed over it. */
  private layOver(theirs: Show): void {
    const { base, draft, clash } = this.state;
    const found = meanwhile(base, theirs, draft, false);
    const changed: Part[] = [...new Set([...(clash?.changed ?? []), ...found.changed])];
    const before = clash && !clash.mine ? clash.disputed : [];
    const disputed: Part[] = [...new Set([...before, ...found.disputed])];
    this.put({
      ...this.state,
      base: theirs,
      draft: found.draft,
      ...(changed.length > 0 ? { clash: { theirs, changed, disputed } } : {}),
    });
    if (!this.running) this.rest();
  }

  /** After something came back: on with what was typed meanwhile. */
  private rest(): void {
    const { status, draft } = this.state;
    if (status === 'failed') this.later(pauseMs(this.failures));
    if (status === 'failed' || status === 'refused') return;
    const next = this.restingStatus(draft);
    this.put({ ...this.state, status: next });
    if (next === 'typing') this.later(0);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => void this.attempt(), ms);
  }

  private put(state: AutosaveState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
