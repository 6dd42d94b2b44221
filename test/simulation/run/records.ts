import type { RecordState } from '../../../shared/ledger/ledger.ts';
import type { Simulation } from './simulation.ts';

/** The states of all records that were ever claimed. */
export async function records({ history, ledger }: Simulation): Promise<readonly RecordState[]> {
  const names = [...new Set(history.claims.map(({ record }) => record))];
  const states = await Promise.all(names.map((name) => ledger.state(name)));
  return states.filter((state) => state !== undefined);
}
