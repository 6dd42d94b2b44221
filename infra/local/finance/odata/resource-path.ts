import type { Behaviour } from '../sandbox/behaviour.ts';
import { badQuery } from './refusals.ts';

export interface ResourcePath {
  readonly set: string;
  /** Text between the parentheses; undefined when the whole set is addressed. */
  readonly key: string | undefined;
  readonly count: boolean;
}

/**
 * Reads `Set`, `Set(key)` or `Set/$count`. The web server decodes an address once before it looks for a route, and the
 * service decodes keys once more: slash, backslash and plus in a key must be encoded twice.
 *
 * @returns undefined when no route leads there.
 * @throws Refusal when the address is not validly encoded.
 */
export function resourcePath(
  path: string,
  percentInKey: Behaviour['percentInKey'] = 'twice',
): ResourcePath | undefined {
  const once = decode(path);
  if (once === undefined) throw badQuery('The request URI is not properly encoded.');
  const match = /^([A-Za-z_]\w*)(?:\((.*)\)|(\/\$count))?$/s.exec(once);
  const set = match?.[1];
  if (set === undefined) return undefined;
  const key = match?.[2];
  if (key !== undefined && /[/\\+]/.test(key)) return undefined;
  const decodedKey = percentInKey === 'twice' ? decode : decodeOthers;
  return {
    set,
    key: key === undefined ? undefined : (decodedKey(key) ?? key),
    count: match?.[3] !== undefined,
  };
}

/** Slash, backslash and plus alone. */
const decodeOthers = (text: string): string =>
  text.replace(/%(2F|5C|2B)/gi, (encoded) => decodeURIComponent(encoded));

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
