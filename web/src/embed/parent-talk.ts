import {
  type AllowedOrigins,
  type Command,
  commandOf,
  type EmbedState,
  mayTalk,
  parentOrigin,
  sameState,
} from './embed-core';

/**
 * The talk with the page around: its commands in, our state out. Only with the window that holds us, and only with a
 * site that may; its answer to a message is sent to that site alone.
 */
export class ParentTalk {
  private site: string | undefined;
  private told: EmbedState | undefined;

  constructor(
    private readonly allowed: AllowedOrigins,
    private readonly onCommand: (command: Command) => void,
    signal: AbortSignal,
  ) {
    const known = parentOrigin(location.ancestorOrigins, document.referrer);
    if (known && mayTalk(known, allowed, location.origin)) this.site = known;
    addEventListener('message', (event) => this.hear(event), { signal });
  }

  tell(state: EmbedState, anew = false): void {
    if (window.parent === window || !this.site || (!anew && sameState(this.told, state))) return;
    this.told = state;
    window.parent.postMessage(state, this.site);
  }

  private hear({ source, origin, data }: MessageEvent): void {
    if (source !== window.parent || source === window || !mayTalk(origin, this.allowed, location.origin)) return;
    const command = commandOf(data);
    if (!command) return;
    // Where the browser told us nothing before, it has now.
    this.site ??= origin;
    if (origin === this.site) this.onCommand(command);
  }
}
