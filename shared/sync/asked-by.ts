import type { OpenRow } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import { directionOf } from './direction-of.ts';

/** What an open row keeps of the change that is open: enough to say what a replay of it would do. */
export const askedBy = (change: Change): Pick<OpenRow, 'direction' | 'event'> => ({
  direction: directionOf(change),
  ...(change.event === 'delete' || change.event === 'expect' ? { event: change.event } : {}),
});
