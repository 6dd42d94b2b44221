import { dataverseUser } from '../../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../../infra/local/story/master-data.ts';
import type { DataverseSandbox } from '../../../infra/local/dataverse/start-dataverse.ts';
import { closedLoop } from '../run/closed-loop.ts';
import { captureContexts } from './capture-contexts.ts';

/** A row that is in Dataverse and not in Finance, and the webhook that tells so. */
export interface Change {
  /** Number of the contract in both systems. */
  readonly contract: string;
  /** Execution context of its creation, byte for byte as Dataverse sends it. */
  readonly context: Buffer;
}

export interface Changes {
  /** Makes new project contracts in usmf; not timed. */
  prepare(count: number): Promise<readonly Change[]>;
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
  let made = 0;
  return {
    async prepare(count) {
      const { results } = await closedLoop(atOnce, count, async () => {
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
      });
      return results;
    },
    async stop() {
      dataverse.setEndpoint({ kind: 'none' });
      await capture.stop();
    },
  };
}
