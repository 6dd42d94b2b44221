import type { Change } from '../messaging/change.ts';
import type { Direction } from '../table-map/direction.ts';

/** Which way a change is carried. */
export const directionOf = (change: Change): Direction =>
  change.source === 'dataverse' ? 'to-finance' : 'to-dataverse';
