import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** The addresses that know this method. */
export type PathOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends undefined ? never : P }[keyof paths];

type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;
/** What a success answers. */
export type Answer<P extends keyof paths, M extends Method> = {
  [S in keyof Responses<Operation<P, M>>]: S extends 200 | 201 | 202 | 204 ? Json<Responses<Operation<P, M>>[S]> : never;
}[keyof Responses<Operation<P, M>>];

type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type BodyOf<O> = O extends { requestBody?: { content: infer C } }
  ? C extends { 'application/json': infer Body }
    ? Body
    : Blob | ArrayBuffer | ArrayBufferView
  : never;

export interface Options<P extends keyof paths, M extends Method> {
  params?: Record<string, string>;
  query?: QueryOf<Operation<P, M>>;
  body?: BodyOf<Operation<P, M>>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Footlight {
  get<P extends PathOf<'get'>>(path: P, options?: Options<P, 'get'>): Promise<Answer<P, 'get'>>;
  post<P extends PathOf<'post'>>(
    path: P,
    options?: Options<P, 'post'> & { idempotencyKey?: string },
  ): Promise<Answer<P, 'post'>>;
  put<P extends PathOf<'put'>>(path: P, options?: Options<P, 'put'>): Promise<Answer<P, 'put'>>;
  patch<P extends PathOf<'patch'>>(
    path: P,
    options?: Options<P, 'patch'> & { ifMatch?: string },
  ): Promise<Answer<P, 'patch'>>;
  delete<P extends PathOf<'delete'>>(path: P, options?: Options<P, 'delete'>): Promise<Answer<P, 'delete'>>;
  /** Every item of a list, page after page. */
  each<P extends PathOf<'get'>>(
    path: P,
    options?: Options<P, 'get'>,
  ): AsyncGenerator<Answer<P, 'get'> extends { items: (infer Item)[] } ? Item : never>;
}

/** An answer of the API that is no success: an RFC 9457 problem. */
export class FootlightProblem extends Error {
  readonly status: number;
  /** Stable, for programs; one that is not known is treated by its status. */
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds?: number;
}

/** @param options.key a key of a channel (`flk_…`); without it one asks as anybody */
export function footlight(options: { server: string; key?: string; fetch?: typeof fetch }): Footlight;
