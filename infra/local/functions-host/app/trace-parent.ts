import { randomBytes } from 'node:crypto';

const pattern = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** The W3C trace parent of an invocation: a new span in the caller's trace, or in a new trace. */
export function traceParent(ofCaller: string | undefined): string {
  const [, trace = randomBytes(16).toString('hex'), flags = '01'] = pattern.exec(ofCaller ?? '') ?? [];
  return `00-${trace}-${randomBytes(8).toString('hex')}-${flags}`;
}
