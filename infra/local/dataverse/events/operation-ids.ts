import { randomBytes, randomInt } from 'node:crypto';

/** Sequential guids, as the platform gives its system jobs: the first block counts, the rest stays. */
export function operationIds(): () => string {
  const tail = randomBytes(6).toString('hex');
  const middle = randomBytes(1).toString('hex');
  let next = randomInt(0x1000_0000, 0x2000_0000);
  return () => {
    next += 1;
    return `${next.toString(16).padStart(8, '0')}-90${middle}-eb11-a813-${tail}`;
  };
}
