import { createHash, timingSafeEqual } from 'node:crypto';

/** Keys of a host. Several function keys may be valid at once, so that they can be rotated. */
export interface HostKeys {
  readonly master: string;
  readonly function: readonly string[];
}

/**
 * Whether a key opens a function: none is needed for `anonymous`, any key for `function`, the master key for `admin`.
 * Every key is compared in constant time. An empty key opens nothing.
 * (https://learn.microsoft.com/azure/azure-functions/function-keys-how-to)
 */
export function mayCall(
  level: 'anonymous' | 'function' | 'admin',
  presented: string | null,
  keys: HostKeys,
): boolean {
  if (level === 'anonymous') return true;
  if (presented === null || presented === '') return false;
  const accepted = level === 'admin' ? [keys.master] : [keys.master, ...keys.function];
  const given = digest(presented);
  return accepted.filter((key) => timingSafeEqual(digest(key), given)).length > 0;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
