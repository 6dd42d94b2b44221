import type { Sync } from '../sync.ts';
import { describeGate } from './gate.ts';
import { pauseName, type PausePlace } from './gate-names.ts';
import { pause } from './pause.ts';

/** A pause that nobody asked for, with one alarm. @throws LedgerError */
export async function pauseByItself(sync: Sync, place: PausePlace, why: string): Promise<void> {
  if (!(await pause(sync, place, 'the integration itself', why))) return;
  const name = pauseName(place);
  sync.log(`ALARM ${describeGate(name)} was paused: ${why}`);
  sync.telemetry.alarm('paused', name);
}
