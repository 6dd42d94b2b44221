import type { JsonValue } from './json-value.ts';

/** One request to a system. `url` is whole, query included. */
export interface ODataRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** Whatever the system answered, 2xx or not. */
export interface ODataAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

/** @throws NoAnswerError when there is no answer. */
export type Send = (request: ODataRequest) => Promise<ODataAnswer>;
