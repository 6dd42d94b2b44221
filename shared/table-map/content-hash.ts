import { createHash } from 'node:crypto';
import Big from 'big.js';
import { isLosslessNumber } from 'lossless-json';
import type { ODataValue, Row } from '../odata/value.ts';

/**
 * SHA-256 (hex) of what is written: equal for equal content, whatever the order of its columns and however its numbers
 * are spelled (10.50 = 10.5). The map's version is part of it, so that a new version writes every record once.
 */
export function contentHash(payload: Row, mapVersion: string): string {
  const columns = Object.entries(payload)
    .map(([column, value]) => [column, canonical(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([mapVersion, columns]))
    .digest('hex');
}

/** A number must not hash like the text that spells it. */
const canonical = (value: ODataValue): unknown =>
  isLosslessNumber(value) ? { number: Big(value.toString()).toFixed() } : value;
