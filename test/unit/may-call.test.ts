import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mayCall } from '../../infra/local/functions-host/http/may-call.ts';

const keys = { master: 'master-key', function: ['key-one', 'key-two'] };

/** Lengths of what was compared in constant time, one pair for each comparison. */
let compared: (readonly [number, number])[];
const { timingSafeEqual } = crypto;
beforeEach(() => {
  compared = [];
  crypto.timingSafeEqual = (left, right) => {
    compared.push([left.byteLength, right.byteLength]);
    return timingSafeEqual(left, right);
  };
  syncBuiltinESMExports();
});
afterEach(() => {
  crypto.timingSafeEqual = timingSafeEqual;
  syncBuiltinESMExports();
});

it.each([
  ['wrong from its first character', 'xey-one', false],
  ['wrong in its last character', 'key-onx', false],
  ['too short', 'k', false],
  ['too long', 'key-one'.padEnd(8_000, 'x'), false],
  ['the first good one', 'key-one', true],
  ['the last good one', 'key-two', true],
])(
  'F27: a key that is %s takes the same comparisons as any other, each in constant time over equal lengths',
  (_what, key, good) => {
    expect(mayCall('function', key, keys)).toBe(good);
    expect(compared).toEqual([
      [32, 32],
      [32, 32],
      [32, 32],
    ]);
  },
);
