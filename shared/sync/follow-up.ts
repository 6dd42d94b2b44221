import type { Change } from '../messaging/change.ts';

/** A change that follows from another one and starts a chain of attempts of its own, under a key of its own. */
export const followUp = (
  change: Change,
  differing: Pick<Change, 'key' | 'event' | 'mode' | 'origin'> &
    Partial<Pick<Change, 'map' | 'row' | 'source'>>,
): Change => ({ ...change, ...differing, attempt: '1', base: '0' });
