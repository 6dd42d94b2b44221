import { refusals } from './refusals.ts';

/** One part of a resource path: `accounts(accountnumber='1')` is a name with the text of a key. */
export interface Segment {
  readonly name: string;
  readonly key?: string;
}

/** @throws WebApiError 400 when the path is not well encoded or a parenthesis is open. */
export function splitPath(path: string): Segment[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part): Segment => {
      const text = decode(part);
      const open = text.indexOf('(');
      if (open < 0) return { name: text };
      if (!text.endsWith(')')) throw refusals.badQuery(`Bad Request - Error in query syntax: '${text}'.`);
      return { name: text.slice(0, open), key: text.slice(open + 1, -1) };
    });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refusals.badQuery(`Bad Request - Error in query syntax: '${part}'.`);
  }
}
