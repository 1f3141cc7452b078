import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

export type Show = components['schemas']['Show'];
export type ShowPage = components['schemas']['ShowPage'];
export type Session = components['schemas']['Session'];
export type Encoder = components['schemas']['Encoder'];
export type EncoderAdvice = components['schemas']['EncoderAdvice'];
export type Refusal = components['schemas']['Refusal'];
export type Ingest = components['schemas']['Ingest'];
export type Problem = components['schemas']['Problem'];
export type PageState = components['schemas']['PageState'];

/** An answer of the API that is no success. `message` is its one plain sentence for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;

  constructor(problem: Partial<Problem>, status: number) {
    super(problem.detail ?? '');
    this.status = problem.status ?? status;
    this.code = problem.code ?? 'unknown';
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

let csrfToken: string | null = null;

/** Every unsafe request carries the token of the session it belongs to. */
export function carryToken(token: string | null): void {
  csrfToken = token;
}

export const api = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    if (csrfToken && !['GET', 'HEAD'].includes(request.method)) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's data, or an `ApiProblem` thrown; a network that is away is thrown as it comes. */
export async function answer<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw new ApiProblem(typeof error === 'object' && error !== null ? error : {}, response.status);
}
