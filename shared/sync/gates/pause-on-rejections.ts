import type { ClaimedChange } from '../claimed-change.ts';
import { directionOf } from '../direction-of.ts';
import type { Ending } from '../ending.ts';
import type { Sync } from '../sync.ts';
import { companyOf } from './company-of.ts';
import { pauseByItself } from './pause-by-itself.ts';

/**
 * Counts rejections of one map, legal entity and direction, and pauses it when there are too many: somebody changed a
 * setup, and thousands of dead letters would say the same. Counted in this process only.
 *
 * @throws LedgerError
 */
export async function pauseOnRejections(
  sync: Sync,
  { map, change, claimed }: ClaimedChange,
  ending: Extract<Ending, { kind: 'problem' }>,
): Promise<void> {
  const { settings, rejections } = sync.gates;
  if (ending.recovery.do !== 'reject' || settings.autoPauseRejections === 0) return;
  const found = ending.noted.company ?? companyOf(map, change, claimed.state);
  // Out of scope is skipped, not rejected; still, only a company that can be named can be paused.
  const company = found !== undefined && sync.companies.has(found) ? found : '*';
  const place = { map: map.name, company, direction: directionOf(change) };
  const name = Object.values(place).join('|');
  const count = rejections.note(name, claimed.state.record, sync.now());
  if (count <= settings.autoPauseRejections) return;
  rejections.clear(name);
  const { message } = ending.problem.failure;
  await pauseByItself(
    sync,
    place,
    `${String(count)} records were rejected within ${String(settings.autoPauseMs / 60_000)} minutes, the last one with: ${message}`,
  );
}
