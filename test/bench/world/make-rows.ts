import { actualRow, type ActualRow } from '../../../infra/local/story/actual-row.ts';
import { bind, dataverseUser, type DataverseUser } from '../../../infra/local/story/dataverse-user.ts';
import { masterData, type MasterData } from '../../../infra/local/story/master-data.ts';
import { connectionRow } from '../../../infra/local/story/time-to-voucher.ts';
import { closedLoop } from '../run/closed-loop.ts';
import { drained } from './drained.ts';
import { settled } from './settled.ts';
import type { World } from './start-world.ts';

/** Makes rows in Dataverse, as its users and processes do. None is announced unless said. */
export interface RowMaker {
  readonly master: MasterData;
  readonly june: DataverseUser;
  /** Contract and projects, in both systems. @returns ids of the projects. */
  projects(count: number): Promise<readonly string[]>;
  /** Actuals for hours in usmf. @returns their ids. */
  actuals(
    count: number,
    row: (position: number) => Pick<ActualRow, 'type' | 'project' | 'invoice'>,
  ): Promise<readonly string[]>;
  /** A proforma invoice in draft. @returns its id. */
  invoice(number: string): Promise<string>;
  /** Connections of actuals, the first of each pair before the second. @returns their ids. */
  connections(pairs: readonly (readonly [string, string])[]): Promise<readonly string[]>;
}

/** Rows made at the same time, so that the systems' latency hardly delays the preparation. */
const atOnce = 48;
const work = 192350001;
const draft = 192350000;
const patienceMs = 60_000;

export async function rowMaker(world: World): Promise<RowMaker> {
  const june = dataverseUser(world.dataverse.url, 'June Low');
  const process = dataverseUser(world.dataverse.url, 'system');
  const master = await masterData(june);
  const contract = await june.create('salesorder', {
    msdyn_salesordernumber: `C-${String(world.finance.rows('ProjectContractHeaders').length + 1)}`,
    name: 'Fabrication line',
    msdyn_ordertype: work,
    customerid_account: master.customer.usmf,
    transactioncurrencyid: master.currency.USD,
    msdyn_owningcompany: master.company.usmf,
  });
  await world.announce('Project contract headers', 'create', [contract]);
  return {
    master,
    june,
    async projects(count) {
      const before = world.finance.rows('ProjectsV2').length;
      const { results } = await closedLoop(atOnce, count, (position) =>
        june.create('msdyn_project', {
          msdyn_projectnumber: `P-${String(before + position + 1)}`,
          msdyn_subject: 'Bridge',
          msdyn_salesorderid: bind('salesorders', contract),
          msdyn_customer: master.customer.usmf,
          msdyn_owningcompany: master.company.usmf,
        }),
      );
      await world.announce('Projects V2', 'create', results);
      await settled(
        'The projects are in Finance',
        patienceMs,
        () => world.finance.rows('ProjectsV2').length >= before + count,
      );
      await settled('Their changes are done', patienceMs, () =>
        drained(world.serviceBus, 'setup-configuration'),
      );
      return results;
    },
    actuals: async (count, row) =>
      (
        await closedLoop(atOnce, count, (position) =>
          process.create(
            'msdyn_actual',
            actualRow(master, {
              company: 'usmf',
              date: '2026-10-25',
              hours: 8,
              price: 125,
              billing: 'chargeable',
              text: `Hours ${String(position)}`,
              ...row(position),
            }),
          ),
        )
      ).results,
    invoice: (number) =>
      june.create('invoice', {
        msdyn_invoicenumber: number,
        name: 'October',
        msdyn_projectinvoicestatus: draft,
        salesorderid: bind('salesorders', contract),
        customerid_account: master.customer.usmf,
        transactioncurrencyid: master.currency.USD,
        msdyn_owningcompany: master.company.usmf,
      }),
    connections: async (pairs) =>
      (
        await closedLoop(atOnce, pairs.length, (position) => {
          const [first, second] = pairs[position] ?? ['', ''];
          return process.create('msdyn_transactionconnection', connectionRow(first, second));
        })
      ).results,
  };
}
