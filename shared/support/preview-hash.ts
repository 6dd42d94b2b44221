import { createHash } from 'node:crypto';
import { isLosslessNumber } from 'lossless-json';

/**
 * SHA-256 (hex) of what a person saw of one record: equal for equal content, whatever the order of its parts. Numbers
 * and dates count as they are spelled.
 */
export const previewHash = (seen: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(seen)))
    .digest('hex');

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  if (isLosslessNumber(value)) return { number: value.toString() };
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => [name, ordered(part)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
