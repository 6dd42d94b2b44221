import type { Ledger } from '../ledger/ledger.ts';
import type { Bus } from '../messaging/bus.ts';
import type { Counterpart } from '../sync/counterpart.ts';
import type { Sync } from '../sync/sync.ts';

/** What would have been written. */
export type Intended =
  { readonly kind: 'create' | 'update'; readonly columns: readonly string[] } | { readonly kind: 'delete' };

export interface DryRun {
  readonly sync: Sync;
  /** The last thing that would have been written; undefined when nothing would. */
  readonly intended: () => Intended | undefined;
}

/**
 * The same sync with ports that read and never write: a write to a counterpart is noted instead, the owner and alias
 * that go before it are left out, and everything else that would write is a fault of ours.
 */
export function dryRun(sync: Sync): DryRun {
  let intended: Intended | undefined;
  const reading = (counterpart: Counterpart): Counterpart => ({
    system: counterpart.system,
    read: (...asked) => counterpart.read(...asked),
    find: (...asked) => counterpart.find(...asked),
    scan: (...asked) => counterpart.scan(...asked),
    page: (...asked) => counterpart.page(...asked),
    create: (_table, _key, values) => {
      intended = { kind: 'create', columns: Object.keys(values) };
      return Promise.resolve();
    },
    update: (_table, _key, values) => {
      intended = { kind: 'update', columns: Object.keys(values) };
      return Promise.resolve();
    },
    delete: () => {
      intended = { kind: 'delete' };
      return Promise.resolve('deleted');
    },
  });
  return {
    sync: {
      ...sync,
      ledger: { ...sync.ledger, ...leftOut(sync.ledger), ...ledgerWrites },
      bus: { ...sync.bus, ...busWrites },
      dataverse: reading(sync.dataverse),
      finance: reading(sync.finance),
      sleep: () => Promise.resolve(),
    },
    intended: () => intended,
  };
}

const nothing = (): Promise<void> => Promise.resolve();

/** What a record does right before its first write, and right after a delete. */
const leftOut = (ledger: Ledger): Pick<Ledger, 'putAlias' | 'setOwner' | 'removeOwner'> => ({
  putAlias: nothing,
  setOwner: async (counterpart, expected, record) => {
    const owner = await ledger.ownerOf(counterpart);
    return owner === expected || owner === record;
  },
  removeOwner: nothing,
});

const never = (): never => {
  throw new Error('A preview never writes.');
};

const ledgerWrites: Pick<
  Ledger,
  | 'prepare'
  | 'claim'
  | 'fold'
  | 'commit'
  | 'putOpen'
  | 'removeOpen'
  | 'addWaiter'
  | 'removeWaiters'
  | 'putSeen'
  | 'putControl'
  | 'addAudit'
  | 'addJob'
  | 'putJob'
  | 'putJobItems'
  | 'takeHold'
  | 'dropHold'
> = {
  prepare: never,
  claim: never,
  fold: never,
  commit: never,
  putOpen: never,
  removeOpen: never,
  addWaiter: never,
  removeWaiters: never,
  putSeen: never,
  putControl: never,
  addAudit: never,
  addJob: never,
  putJob: never,
  putJobItems: never,
  takeHold: never,
  dropHold: never,
};

const busWrites: Bus = {
  publish: never,
  schedule: never,
  giveBack: never,
  requestScan: never,
  receiveDeadLetters: never,
  receiveDeferredDeadLetter: never,
  close: never,
};
