import type { Ledger } from '../../../shared/ledger/ledger.ts';
import type { Companies } from '../../../shared/sync/companies.ts';
import type { Registry } from '../../../shared/table-map/registry.ts';
import type { Random } from '../clock/random.ts';
import type { Schedule } from '../clock/schedule.ts';
import type { Faults } from '../faults/decide-fate.ts';
import type { Host, Run } from '../host/host.ts';
import type { Plant } from '../planted/plant.ts';
import type { MemoryBus } from '../stand-ins/memory-bus.ts';
import type { MemorySystem } from '../stand-ins/memory-system.ts';
import type { History } from './history.ts';
import type { Trace } from './trace.ts';

/** Everything of one seed. */
export interface Simulation {
  readonly seed: number;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly startedAt: number;
  readonly maps: Registry;
  readonly companies: Companies;
  readonly ledger: Ledger;
  readonly bus: MemoryBus;
  readonly dataverse: MemorySystem;
  readonly finance: MemorySystem;
  readonly faults: Faults;
  readonly hosts: readonly Host[];
  readonly history: History;
  readonly trace: Trace;
  readonly plant: Plant | undefined;
  /** Runs under way. */
  readonly underWay: Set<Run>;
  /** Records whose notification was lost, by map and row. */
  readonly unheard: Map<string, { readonly map: string; readonly row: string }>;
  /** Webhooks that are still on their way. */
  webhooks: number;
  /** Runs so far. */
  invocations: number;
}
