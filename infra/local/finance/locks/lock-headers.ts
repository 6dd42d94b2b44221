import { refusalAnswer } from '../odata/answer-operation.ts';
import type { Answer } from '../odata/answer.ts';
import { readBatch } from '../odata/batch/read-batch.ts';
import type { Operation } from '../odata/operation.ts';
import { updateConflict } from '../odata/refusals.ts';
import { Refusal } from '../odata/refusal.ts';
import type { Service } from '../odata/service.ts';
import type { HeaderLocks } from './header-locks.ts';
import { touchedHeader, type TouchedHeader } from './touched-header.ts';

/** A request that has begun, and the headers that its writes touch. */
export interface Locked {
  /** It touches a header, so that its writes take their time. */
  readonly touches: boolean;
  /** The update conflict that the first line among these operations meets, if any. */
  conflictOf(operations: readonly Operation[]): Answer | undefined;
  release(): void;
}

/**
 * Begins a request. Lines under a header that another request is writing at this moment meet an update conflict
 * (published: header and lines, or lines, written at the same time); a write of the header itself goes through (assumed).
 */
export function lockHeaders(locks: HeaderLocks, service: Service, request: Operation): Locked {
  const touched = partsOf(request).flatMap((part) => {
    const header = touchedHeader(service, part);
    return header === undefined ? [] : [header];
  });
  const headers = [...new Set(touched.map(({ header }) => header))];
  const taken = new Set(headers.filter((header) => locks.isTaken(header)));
  // A line that will be refused is no write that others could meet.
  const written = headers.filter(
    (header) => !taken.has(header) || touched.some((each) => each.header === header && !each.isLine),
  );
  locks.enter(written);
  const meets = (header: TouchedHeader | undefined): header is TouchedHeader =>
    header?.isLine === true && taken.has(header.header);
  return {
    touches: headers.length > 0,
    conflictOf(operations) {
      if (taken.size === 0) return undefined;
      const met = operations.map((operation) => touchedHeader(service, operation)).find(meets);
      return met === undefined ? undefined : refusalAnswer(updateConflict(met.entity));
    },
    release: () => locks.leave(written),
  };
}

/** The operations of a request: itself, or the parts of a batch. */
function partsOf(request: Operation): readonly Operation[] {
  if (request.method !== 'POST' || request.path !== '$batch') return [request];
  try {
    return readBatch(request).flatMap((item) =>
      item.kind === 'request' ? [item.request.operation] : item.requests.map((each) => each.operation),
    );
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
