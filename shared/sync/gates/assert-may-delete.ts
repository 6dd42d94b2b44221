import type { Change } from '../../messaging/change.ts';
import type { Sync } from '../sync.ts';
import { gateOf } from './gate.ts';
import { pauseName, pausesOf, type Pass, type PausePlace } from './gate-names.ts';
import { pauseByItself } from './pause-by-itself.ts';
import { resumedOrigin } from './park.ts';
import { ShutError } from './shut-error.ts';

/**
 * Stops a flood of deletes before it is carried over: more of one map than a person would make in that time pause its
 * deletes, this one included. Everything else of the map goes on. Counted in this process only.
 *
 * @throws ShutError when deletes are paused; LedgerError.
 */
export async function assertMayDelete(
  sync: Sync,
  pass: Pass,
  { origin }: Pick<Change, 'origin'>,
  record: string,
): Promise<void> {
  await assertNotPaused(sync, pass);
  const { settings, deletes } = sync.gates;
  // Whoever ended the pause wants what it held back.
  if (settings.deleteFloodCount === 0 || origin === resumedOrigin) return;
  const count = deletes.note(pass.map, record, sync.now());
  if (count <= settings.deleteFloodCount) return;
  const place: PausePlace = { map: pass.map, company: '*', direction: '*', only: 'deletes' };
  deletes.clear(pass.map);
  await pauseByItself(
    sync,
    place,
    `${String(count)} deletes within ${String(settings.deleteFloodMs / 60_000)} minutes: end the pause if they are wanted.`,
  );
  const text = await sync.ledger.control(pauseName(place));
  if (text !== undefined) throw new ShutError(gateOf(pauseName(place), text, sync.now(), settings.longestMs));
}

async function assertNotPaused(sync: Sync, pass: Pass): Promise<void> {
  const shut = await sync.gates.shut();
  if (shut.size === 0) return;
  const name = pausesOf(pass, 'deletes').find((each) => shut.has(each));
  const text = name === undefined ? undefined : shut.get(name);
  if (name !== undefined && text !== undefined)
    throw new ShutError(gateOf(name, text, sync.now(), sync.gates.settings.longestMs));
}
