/** An answer of the API that is no success: an RFC 9457 problem. `code` is stable; `message` is a sentence for people. */
export class FootlightProblem extends Error {
  constructor(problem, status) {
    super(problem.detail ?? `The server answered ${status}.`);
    this.name = 'FootlightProblem';
    this.status = problem.status ?? status;
    this.code = problem.code ?? 'unknown';
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

/** A client for one server and one key. Needs nothing but `fetch`. */
export function footlight({ server, key, fetch: send = fetch }) {
  const base = `${server.replace(/\/+$/, '')}/api/v1`;

  async function ask(method, path, { params = {}, query = {}, body, headers = {}, signal } = {}) {
    const url = new URL(base + filled(path, params));
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    const plain = body === undefined || body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
    const answer = await send(url, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(plain ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: plain ? body : JSON.stringify(body),
      signal,
      redirect: 'error',
    });
    const json = /[/+]json\b/.test(answer.headers.get('content-type') ?? '');
    const said = json ? await answer.json() : await answer.text();
    if (!answer.ok) throw new FootlightProblem(json ? said : {}, answer.status);
    return json ? said : undefined;
  }

  return {
    get: (path, options) => ask('GET', path, options),
    /** With an `idempotencyKey` it is done once, however often it is sent. */
    post: (path, { idempotencyKey, ...options } = {}) =>
      ask('POST', path, {
        ...options,
        headers: { ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}), ...options.headers },
      }),
    put: (path, options) => ask('PUT', path, options),
    patch: (path, { ifMatch, ...options } = {}) =>
      ask('PATCH', path, { ...options, headers: { ...(ifMatch ? { 'if-match': ifMatch } : {}), ...options.headers } }),
    delete: (path, options) => ask('DELETE', path, options),
    /** Every item of a list, page after page. */
    async *each(path, options = {}) {
      let cursor;
      do {
        const page = await ask('GET', path, { ...options, query: { ...options.query, cursor } });
        yield* page.items;
        cursor = page.next;
      } while (cursor);
    },
  };
}

function filled(path, params) {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    if (params[name] === undefined) throw new TypeError(`${path} needs ${name}`);
    // A channel may be named by @ and its handle.
    return encodeURIComponent(params[name]).replace(/^%40/, '@');
  });
}
