/**
 * The words of the page link (`/link`, one WebSocket of JSON text for the whole page), without the socket: who listens to
 * what, where each topic was left, and what to say when the line opens.
 */
export interface LinkEvent {
  type: string;
  [field: string]: unknown;
}

/** What a listener of a topic hears. `reset` means events were missed: ask the API how things stand. */
export interface TopicListener {
  onEvent(event: LinkEvent): void;
  onReset(): void;
  onRefused?(code: string): void;
}

type Said =
  | { kind: 'event'; topic: string; id: number | undefined; event: LinkEvent }
  | { kind: 'reset'; topic: string; id: number | undefined }
  | { kind: 'refused'; topic: string; code: string }
  | { kind: 'pong'; sentMs: number; serverMs: number };

/** Reads one message of the server; undefined when it is none that this page knows. */
export function readMessage(text: string): Said | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof said !== 'object' || said === null) return undefined;
  const m = said as Record<string, unknown>;
  if (typeof m.pong === 'number' && typeof m.now === 'number') return { kind: 'pong', sentMs: m.pong, serverMs: m.now };
  if (typeof m.refused === 'string') return { kind: 'refused', topic: m.refused, code: String(m.code ?? '') };
  if (typeof m.topic !== 'string') return undefined;
  const id = typeof m.id === 'number' ? m.id : undefined;
  if (m.reset === true) return { kind: 'reset', topic: m.topic, id };
  const event = m.event as LinkEvent | undefined;
  if (typeof event !== 'object' || event === null || typeof event.type !== 'string') return undefined;
  return { kind: 'event', topic: m.topic, id, event };
}

export class Subscriptions {
  private readonly listeners = new Map<string, Set<TopicListener>>();
  private readonly lastIds = new Map<string, number>();
  private readonly refused = new Set<string>();

  /** Adds a listener; answers with the message to send when the topic is new to the server. */
  add(topic: string, listener: TopicListener): string | undefined {
    const known = this.listeners.get(topic);
    if (known) {
      known.add(listener);
      return undefined;
    }
    this.listeners.set(topic, new Set([listener]));
    return JSON.stringify({ subscribe: [topic] });
  }

  /** Takes a listener away; answers with the message to send when it was the topic's last. */
  remove(topic: string, listener: TopicListener): string | undefined {
    const known = this.listeners.get(topic);
    if (!known?.delete(listener) || known.size > 0) return undefined;
    this.listeners.delete(topic);
    this.lastIds.delete(topic);
    this.refused.delete(topic);
    return JSON.stringify({ unsubscribe: [topic] });
  }

  get topics(): string[] {
    return [...this.listeners.keys()];
  }

  /** The first message of a new line: every topic, each from where it was left. Undefined when there is none. */
  opening(): string | undefined {
    const topics = this.topics;
    if (topics.length === 0) return undefined;
    this.refused.clear();
    const after = Object.fromEntries(topics.flatMap((t) => (this.lastIds.has(t) ? [[t, this.lastIds.get(t)]] : [])));
    return JSON.stringify(Object.keys(after).length > 0 ? { subscribe: topics, after } : { subscribe: topics });
  }

  hear(said: Exclude<Said, { kind: 'pong' }>): void {
    const listeners = [...(this.listeners.get(said.topic) ?? [])];
    if (said.kind === 'refused') {
      this.refused.add(said.topic);
      for (const listener of listeners) listener.onRefused?.(said.code);
      return;
    }
    if (said.kind === 'reset') {
      if (said.id === undefined) this.lastIds.delete(said.topic);
      else this.lastIds.set(said.topic, said.id);
      for (const listener of listeners) listener.onReset();
      return;
    }
    // A replayed event that was already heard must not be heard twice.
    const last = this.lastIds.get(said.topic);
    if (said.id !== undefined && last !== undefined && said.id <= last) return;
    if (said.id !== undefined) this.lastIds.set(said.topic, said.id);
    for (const listener of listeners) listener.onEvent(said.event);
  }
}
