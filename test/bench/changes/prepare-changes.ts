import { dataverseUser } from '../../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../../infra/local/story/master-data.ts';
import type { DataverseSandbox } from '../../../infra/local/dataverse/start-dataverse.ts';
import { closedLoop } from '../run/closed-loop.ts';
import { captureContexts } from './capture-contexts.ts';

/** A row that is in Dataverse and not in Finance, and the webhook that tells so. */
export interface Change {
  /** Number of the contract in both systems. */
  readonly contract: string;
  /** Execution context of its creation, as Dataverse sends it. */
  readonly context: string;
}

/** A stock of them. Stocking is never timed or counted. */
export interface Changes {
  /** Makes new project contracts in usmf until so many are left to take. */
  stock(count: number): Promise<void>;
  /** Takes them out; stocks first if there are too few. */
  take(count: number): Promise<readonly Change[]>;
  stop(): Promise<void>;
}

/** Rows made at the same time, so that the systems' latency hardly delays the preparation. */
const atOnce = 64;

/** Option value of `msdyn_ordertype`: project-based. */
const work = 192350001;

export async function prepareChanges(dataverse: DataverseSandbox): Promise<Changes> {
  const capture = await captureContexts();
  dataverse.setEndpoint({ kind: 'webhook', url: capture.url, key: 'none' });
  const user = dataverseUser(dataverse.url, 'June Low');
  const { customer, currency, company } = await masterData(user);
  const ready: Change[] = [];
  let made = 0;
  const make = async (): Promise<Change> => {
    const contract = `B-${String(++made).padStart(6, '0')}`;
    const row = await user.create('salesorder', {
      msdyn_salesordernumber: contract,
      name: `Fabrication line ${made}`,
      msdyn_ordertype: work,
      customerid_account: customer.usmf,
      transactioncurrencyid: currency.USD,
      msdyn_owningcompany: company.usmf,
    });
    return { contract, context: await capture.contextOf(row) };
  };
  const stock = async (count: number): Promise<void> => {
    const { results } = await closedLoop(atOnce, Math.max(0, count - ready.length), make);
    ready.push(...results);
  };
  return {
    stock,
    async take(count) {
      await stock(count);
      return ready.splice(0, count);
    },
    async stop() {
      dataverse.setEndpoint({ kind: 'none' });
      await capture.stop();
    },
  };
}
