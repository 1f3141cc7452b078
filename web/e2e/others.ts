import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenIdProvider from 'oidc-provider';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server on a free port of loopback. It listens before it knows what to say, as its address is asked for first. */
class Site {
  private listener: Listener = (_, response) => response.writeHead(503).end();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Site> {
    const server = createServer((request, response) => site.listener(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const site = new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return site;
  }

  says(listener: Listener): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A real OpenID provider with its login and consent pages, whose people are whoever types a name. */
export class OpenIdSite {
  static readonly client = 'footlight-here';
  static readonly secret = 'between us: two';

  private constructor(private readonly site: Site) {}

  static async open(): Promise<OpenIdSite> {
    return new OpenIdSite(await Site.open());
  }

  get url(): string {
    return this.site.url;
  }

  /** @param redirects where browsers may be sent back to */
  expect(...redirects: string[]): void {
    const provider = new OpenIdProvider(this.url, {
      clients: [
        {
          client_id: OpenIdSite.client,
          client_secret: OpenIdSite.secret,
          redirect_uris: redirects,
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
      features: { devInteractions: { enabled: true } },
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({
          sub: id,
          name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
          email: `${id}@id.example`,
          email_verified: true,
        }),
      }),
    });
    this.site.says(provider.callback());
  }

  close(): Promise<void> {
    return this.site.close();
  }
}

interface Given {
  redirect: string;
  challenge: string;
  person: Person;
}

export interface Person {
  id: string;
  name: string;
}

/** What Facebook's and X's stand-ins have in common: a page that asks, codes that are good once, and complaints. */
abstract class Social {
  readonly complaints: string[] = [];
  readonly codes = new Map<string, Given>();
  readonly tokens = new Map<string, Person>();
  person: Person = { id: '1', name: 'Nobody' };
  redirect = '';

  protected constructor(private readonly site: Site) {
    site.says((request, response) => {
      void this.heard(request).then(
        ([url, form]) => this.answer(url, form, request, response),
        () => response.writeHead(400).end(),
      );
    });
  }

  get url(): string {
    return this.site.url;
  }

  close(): Promise<void> {
    return this.site.close();
  }

  protected abstract answer(url: URL, form: URLSearchParams, request: IncomingMessage, response: ServerResponse): void;

  private async heard(request: IncomingMessage): Promise<[URL, URLSearchParams]> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    return [new URL(request.url ?? '/', this.url), new URLSearchParams(Buffer.concat(pieces).toString())];
  }

  protected demand(so: boolean, otherwise: string): boolean {
    if (!so) this.complaints.push(otherwise);
    return so;
  }

  /** The page on which somebody says yes or no. */
  protected ask(name: string, query: URLSearchParams, response: ServerResponse, denied: string, fragment = ''): void {
    const code = randomBytes(16).toString('base64url');
    this.codes.set(code, {
      redirect: query.get('redirect_uri') ?? '',
      challenge: query.get('code_challenge') ?? '',
      person: this.person,
    });
    const state = encodeURIComponent(query.get('state') ?? '');
    const back = (said: string) => `${this.redirect}?${said}&state=${state}${fragment}`.replaceAll('&', '&amp;');
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<!doctype html>
      <html lang="en"><title>${name}</title><h1>Log in to ${name}</h1>
      <p><a href="${back(`code=${code}`)}">Continue as ${this.person.name}</a></p>
      <p><a href="${back(denied)}">Not now</a></p></html>`);
  }

  protected take(code: string | null): Given | undefined {
    const given = this.codes.get(code ?? '');
    this.codes.delete(code ?? '');
    return given;
  }

  protected token(person: Person): string {
    const token = randomBytes(16).toString('base64url');
    this.tokens.set(token, person);
    return token;
  }

  protected json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }
}

export class FacebookSite extends Social {
  static readonly app = '1234567890123456';
  static readonly secret = 'between us & them';

  static async open(): Promise<FacebookSite> {
    return new FacebookSite(await Site.open());
  }

  protected answer(url: URL, form: URLSearchParams, _: IncomingMessage, response: ServerResponse): void {
    const query = url.searchParams;
    const error = (code: number) =>
      this.json(response, 400, { error: { message: 'No', type: 'OAuthException', code } });
    if (url.pathname === '/dialog/oauth') {
      const good =
        this.demand(query.get('client_id') === FacebookSite.app, `another app: ${query}`) &&
        this.demand(query.get('redirect_uri') === this.redirect, `another way back: ${query}`) &&
        this.demand((query.get('state') ?? '').length >= 22, `a weak state: ${query}`);
      if (good) this.ask('Facebook', query, response, 'error=access_denied&error_reason=user_denied', '#_=_');
      else response.writeHead(200).end('URL blocked');
    } else if (url.pathname === '/oauth/access_token') {
      const given = this.take(form.get('code'));
      if (form.get('client_id') !== FacebookSite.app || form.get('client_secret') !== FacebookSite.secret) error(1);
      else if (given?.redirect !== form.get('redirect_uri') || !given) error(100);
      else this.json(response, 200, { access_token: this.token(given.person), token_type: 'bearer' });
    } else if (url.pathname === '/me') {
      const token = query.get('access_token') ?? '';
      const person = this.tokens.get(token);
      const proof = createHmac('sha256', FacebookSite.secret).update(token).digest('hex');
      if (!person) error(190);
      else if (!this.demand(query.get('appsecret_proof') === proof, 'no proof')) error(100);
      else this.json(response, 200, person);
    } else response.writeHead(404).end();
  }
}

export class XSite extends Social {
  static readonly client = 'bGlnaHRz:1:ci';
  static readonly secret = 'between us: two';

  static async open(): Promise<XSite> {
    return new XSite(await Site.open());
  }

  protected answer(url: URL, form: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const query = url.searchParams;
    if (url.pathname === '/i/oauth2/authorize') {
      const good =
        this.demand(query.get('client_id') === XSite.client, `another app: ${query}`) &&
        this.demand(query.get('redirect_uri') === this.redirect, `another way back: ${query}`) &&
        this.demand(query.get('code_challenge_method') === 'S256', `no challenge: ${query}`);
      if (good) this.ask('X', query, response, 'error=access_denied');
      else response.writeHead(400).end('Something went wrong');
    } else if (url.pathname === '/2/oauth2/token') {
      const given = this.take(form.get('code'));
      const pair = `${encodeURIComponent(XSite.client)}:${encodeURIComponent(XSite.secret).replaceAll('%20', '+')}`;
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (request.headers.authorization !== `Basic ${Buffer.from(pair).toString('base64')}`)
        this.json(response, 401, { error: 'unauthorized_client' });
      else if (!given || given.redirect !== form.get('redirect_uri') || given.challenge !== challenge)
        this.json(response, 400, { error: 'invalid_request' });
      else this.json(response, 200, { access_token: this.token(given.person), token_type: 'bearer' });
    } else if (url.pathname === '/2/users/me') {
      const person = this.tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
      if (!person) this.json(response, 401, { title: 'Unauthorized' });
      else this.json(response, 200, { data: { ...person, username: person.name.toLowerCase().replaceAll(' ', '_') } });
    } else response.writeHead(404).end();
  }
}
