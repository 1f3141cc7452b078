import { type APIRequestContext, expect, request } from '@playwright/test';
import { Footlight } from './footlight';

export interface MadeShow {
  id: string;
  streamId: string;
  title: string;
}

type State = Awaited<ReturnType<APIRequestContext['storageState']>>;

/** A server of our own with its owner's account, whose shows are made by the API. */
export class House {
  private constructor(
    readonly footlight: Footlight,
    readonly base: string,
    private readonly api: APIRequestContext,
    private readonly channelId: string,
    /** The owner's cookies, for pages that are signed in. */
    readonly owner: State,
  ) {}

  static async open(...flags: string[]): Promise<House> {
    const footlight = Footlight.spawn('serve', ...flags);
    const link = await footlight.line(
      'its one-time link',
      (line) => line.match(/https?:\/\/\S+\/setup\?token=\S+/)?.[0],
    );
    const { origin, searchParams } = new URL(link);
    const first = await request.newContext({ baseURL: origin, extraHTTPHeaders: { Origin: origin } });
    const made = await first.post('/api/v1/setup', {
      data: {
        token: searchParams.get('token'),
        name: 'Aoife Byrne',
        email: 'aoife@example.org',
        password: 'a lamp, a chair, a fiddle',
      },
    });
    expect(made.ok(), await made.text()).toBe(true);
    const { csrfToken, channels } = await made.json();
    const owner = await first.storageState();
    await first.dispose();
    const api = await request.newContext({
      baseURL: origin,
      storageState: owner,
      extraHTTPHeaders: { Origin: origin, 'X-CSRF-Token': csrfToken },
    });
    return new House(footlight, origin, api, channels[0].id, owner);
  }

  async show(title: string, part: Record<string, unknown> = {}): Promise<MadeShow> {
    return this.post(`/channels/${this.channelId}/shows`, { title, ...part });
  }

  async ingest(showId: string): Promise<{ rtmp: string; key: string }> {
    return (await this.api.get(`/api/v1/shows/${showId}/ingest`)).json();
  }

  /** A further key of the show, with which an encoder may send too. */
  async key(showId: string, name: string): Promise<{ id: string; key: string }> {
    const { id } = await this.post<{ id: string }>(`/shows/${showId}/keys`, { name });
    const { key } = await (await this.api.get(`/api/v1/shows/${showId}/keys/${id}/ingest`)).json();
    return { id, key };
  }

  async password(showId: string, password: string): Promise<void> {
    const answer = await this.api.put(`/api/v1/shows/${showId}/password`, { data: { password } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  async change(showId: string, part: Record<string, unknown>): Promise<void> {
    const answer = await this.api.patch(`/api/v1/shows/${showId}`, { data: part });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  async phase(showId: string): Promise<string> {
    return (await (await this.api.get(`/api/v1/shows/${showId}`)).json()).phase;
  }

  async start(showId: string): Promise<void> {
    await this.post(`/shows/${showId}/start`);
  }

  async end(showId: string): Promise<void> {
    await this.post(`/shows/${showId}/end`);
  }

  async cover(showId: string, picture: Buffer): Promise<void> {
    const answer = await this.api.put(`/api/v1/shows/${showId}/cover`, {
      data: picture,
      headers: { 'Content-Type': 'image/png' },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** The link in the latest letter to this person, as who runs a server without mail reads it. */
  async linkFor(email: string): Promise<string> {
    const letters = await (await this.api.get('/api/v1/admin/letters')).json();
    const link = letters.items.find((letter: { to: string }) => letter.to === email)?.button?.url;
    expect(link, `a letter to ${email}`).toBeTruthy();
    return link;
  }

  async close(): Promise<void> {
    await this.api.dispose();
    expect(await this.footlight.stop()).toBe(143);
  }

  private async post<T>(path: string, data?: unknown): Promise<T> {
    const answer = await this.api.post(`/api/v1${path}`, data === undefined ? {} : { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
}
