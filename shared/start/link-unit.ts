import { mapInUse } from '../sync/map-in-use.ts';
import { linkedName } from '../sync/gates/gate-names.ts';
import type { Linked } from '../sync/gates/linked.ts';
import type { Sync } from '../sync/sync.ts';
import type { Findings } from './findings.ts';
import { linkToDataverse } from './link-to-dataverse.ts';
import { linkToFinance } from './link-to-finance.ts';

export interface LinkScope {
  /** Code of the legal entity; undefined where the map's rows belong to none. */
  readonly company: string | undefined;
  /** Rows dated earlier are left out. */
  readonly from: string | undefined;
  readonly by: string;
  /** Called before each page: the work still has its holder. @throws Error where it has not. */
  readonly alive: () => Promise<void>;
}

/**
 * Links one map in one legal entity and opens its gate. Transactional rows from before go-live are left out, as they never
 * cross. Writes nothing to either system.
 *
 * @param company `*` where the map's rows belong to none.
 * @throws CounterpartError, LedgerError, BusError, ProblemError where the map does not run; the gate then stays shut.
 */
export async function linkUnit(
  sync: Sync,
  name: string,
  company: string,
  { by, alive }: Pick<LinkScope, 'by' | 'alive'>,
  findings: Findings,
): Promise<void> {
  const map = await mapInUse(sync, sync.maps.byName(name));
  const dated = map.toFinance?.goLiveDate ?? map.toDataverse?.date;
  const goLive = sync.companies.get(company)?.goLive;
  const from = map.kind === 'transactional' && dated !== undefined ? goLive : undefined;
  const scope: LinkScope = { company: company === '*' ? undefined : company, from, by, alive };
  if (map.identity === 'dataverse' && map.toFinance !== undefined)
    await linkToFinance(sync, map, map.toFinance, scope, findings);
  else if (map.toDataverse !== undefined) await linkToDataverse(sync, map, map.toDataverse, scope, findings);
  if ((findings.counts()['busy'] ?? 0) > 0) return;
  const linked: Linked = {
    by,
    at: new Date(sync.now()).toISOString(),
    ...(from === undefined ? {} : { from }),
  };
  await sync.ledger.putControl(linkedName(name, company), JSON.stringify(linked));
  sync.gates.forget();
}
