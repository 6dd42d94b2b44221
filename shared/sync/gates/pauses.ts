import type { Sync } from '../sync.ts';
import { pausePrefix, type PausePlace } from './gate-names.ts';
import { parsePause, type Pause } from './pause.ts';

/** All pauses, as they are in the ledger now. */
export async function pauses(sync: Sync): Promise<readonly (PausePlace & Pause)[]> {
  const controls = await sync.ledger.listControls(pausePrefix);
  return [...controls].map(([name, text]) => ({ ...placeOf(name), ...parsePause(text) }));
}

function placeOf(name: string): PausePlace {
  const [map = '*', company = '*', direction = '*', only] = name.slice(pausePrefix.length).split('|');
  return {
    map,
    company,
    direction: direction === 'to-finance' || direction === 'to-dataverse' ? direction : '*',
    ...(only === 'deletes' ? { only } : {}),
  };
}
