import makeActuals from '../../../functions/estimates-actuals/actuals.map.ts';
import connectionsMap from '../../../functions/estimates-actuals/transaction-relationships.map.ts';
import proposalsMap from '../../../functions/project-invoice/project-invoice-proposals-v2.map.ts';
import contractsMap from '../../../functions/setup-configuration/project-contract-headers.map.ts';
import projectsMap from '../../../functions/setup-configuration/projects-v2.map.ts';
import { connectionRow } from '../../../infra/local/story/time-to-voucher.ts';
import { newChange } from '../../../shared/messaging/new-change.ts';
import { registry } from '../../../shared/table-map/registry.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import { tableRefs } from '../../../shared/table-map/table-refs.ts';
import { random as randomOf } from '../../simulation/clock/random.ts';
import { numeric } from '../../simulation/workload/numeric.ts';
import { plantReferenceRows, reference } from '../../simulation/workload/reference-rows.ts';
import type { ODataValue } from '../../../shared/odata/value.ts';
import { virtualWorld, type VirtualWorldOptions } from './virtual-world.ts';

const plain = (map: TableMap): TableMap => ({ ...map, expects: [] });
const [contracts, projects, actuals, connections, proposals] = [
  contractsMap,
  projectsMap,
  makeActuals({ writeBack: 'standard' }),
  connectionsMap,
  proposalsMap,
].map(plain) as [TableMap, TableMap, TableMap, TableMap, TableMap];

const patienceMs = 3_600_000;

/**
 * The same invoice, in the same order, where nothing takes time but the answers of the systems, the ledger and the bus:
 * how long the sync waits, whatever the machine can do.
 *
 * @returns seconds of the virtual clock until the invoice is whole.
 * @throws Error when it is not within an hour.
 */
export async function secondsOnVirtualClock(
  lines: number,
  options: Omit<VirtualWorldOptions, 'maps'>,
): Promise<number> {
  const maps = registry([contracts, projects, actuals, connections, proposals]);
  const world = virtualWorld({ maps, ...options });
  const { schedule, dataverse, finance, sync } = world;
  const { guid } = randomOf(2);
  plantReferenceRows(dataverse);
  const make = (map: TableMap, values: Readonly<Record<string, ODataValue>>): string => {
    const id = guid();
    dataverse.write(tableRefs(map).dataverse, { [map.dataverse.id]: id }, values, 'process');
    return id;
  };
  /** Time goes on until the bus has the messages. */
  const announce = async (
    map: TableMap,
    event: 'create' | 'update',
    rows: readonly string[],
  ): Promise<void> => {
    const told = { source: 'dataverse', event, origin: 'bench', at: schedule.now() } as const;
    let sent = false;
    const sending = sync.bus
      .publish(rows.map((row) => newChange(map, { ...told, row, key: guid() })))
      .finally(() => {
        sent = true;
      });
    await schedule.run(patienceMs, () => sent);
    await sending;
  };
  const written = (map: TableMap): number => finance.rows(map.finance.entity).length;
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    await schedule.run(patienceMs, holds);
    if (!holds()) throw new Error(`${what}: not within an hour of the virtual clock.`);
  };

  const owned = { msdyn_owningcompany: reference.usmf, transactioncurrencyid: reference.currency };
  const contract = make(contracts, {
    ...owned,
    msdyn_salesordernumber: 'C-1',
    name: 'Fabrication line',
    msdyn_ordertype: numeric(192_350_001),
    customerid_account: reference.customer,
  });
  await announce(contracts, 'create', [contract]);
  await until('The contract', () => written(contracts) === 1);
  const project = make(projects, {
    msdyn_projectnumber: 'P-1',
    msdyn_subject: 'Bridge',
    msdyn_salesorderid: contract,
    msdyn_customer: reference.customer,
    msdyn_owningcompany: reference.usmf,
    statecode: numeric(0),
  });
  await announce(projects, 'create', [project]);
  await until('The project', () => written(projects) === 1);
  await schedule.run(10_000);

  const header = make(proposals, {
    ...owned,
    msdyn_invoicenumber: 'INV-1',
    msdyn_projectinvoicestatus: numeric(192_350_002),
    salesorderid: contract,
  });
  const rows = Array.from({ length: lines }, () =>
    make(actuals, {
      ...owned,
      msdyn_transactiontypecode: numeric(192_350_006),
      msdyn_transactionclassification: numeric(192_350_000),
      msdyn_billingtype: numeric(192_350_001),
      msdyn_skipsync: false,
      msdyn_istransition: false,
      msdyn_isjournalized: false,
      statecode: numeric(0),
      statuscode: numeric(1),
      msdyn_transactiondate: '2026-10-25T00:00:00Z',
      msdyn_quantity: numeric(8),
      msdyn_price: numeric(125),
      msdyn_project: project,
      msdyn_invoice: header,
    }),
  );
  const pairs = rows
    .slice(1)
    .map((row, position) => make(connections, connectionRow(rows[position] ?? '', row)));
  const began = schedule.now();
  // What must come first comes last.
  await announce(connections, 'create', pairs);
  await announce(actuals, 'create', rows);
  await announce(proposals, 'update', [header]);
  await until(
    'The invoice',
    () => written(proposals) + written(actuals) + written(connections) === 2 * lines,
  );
  return (schedule.now() - began) / 1_000;
}
