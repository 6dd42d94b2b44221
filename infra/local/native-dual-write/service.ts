import { parse, stringify } from 'lossless-json';

/** A row as OData prints it; numbers keep all digits. */
export type Json = Readonly<Record<string, unknown>>;

/** A refusal, in the words of the system. */
export class Refused extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'Refused';
  }
}

/** @throws Refused with what the system says. */
export async function ask(
  method: string,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body: stringify(body) ?? '' }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(text);
  return text === '' ? {} : (parse(text) as Json);
}

/** The rows of an answer to a query of several. */
export const rowsIn = (answer: Json): readonly Json[] => answer['value'] as readonly Json[];
