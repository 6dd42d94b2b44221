import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { schema } from '../../infra/local/dataverse/schema/schema.ts';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { entities } from '../../infra/local/finance/schema/entities.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { financeUser, type FinanceUser } from '../../infra/local/story/finance-user.ts';
import { masterData } from '../../infra/local/story/master-data.ts';
import type { ProbeResult } from '../../shared/probe/finding.ts';
import type { ProbeOptions } from '../../shared/probe/open-world.ts';
import { probes } from '../../shared/probe/probes.ts';
import { runProbe } from '../../shared/probe/run-probe.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';

/** Both sandboxes, and the probes looking at them. */
export interface ProbedWorld {
  readonly dataverse: DataverseSandbox;
  readonly finance: FinanceSandbox;
  readonly june: DataverseUser;
  readonly alicia: FinanceUser;
  readonly options: ProbeOptions;
  /** Runs a probe by its name. */
  probe(name: string, more?: Partial<ProbeOptions>): Promise<ProbeResult>;
  /** Turns how a sandbox behaves, or what its metadata says; `settle` turns all back. */
  turn(system: 'dataverse' | 'finance', to: Turned): Promise<void>;
  settle(): Promise<void>;
  /** Every row of both sandboxes. */
  rows(): Readonly<Record<string, readonly unknown[]>>;
  stop(): Promise<void>;
}

export interface Turned {
  readonly behaviour?: Readonly<Record<string, unknown>>;
  readonly metadata?: readonly unknown[];
}

/** Starts both sandboxes with what a test company has: a project, a contract, expenses and vendor invoices. */
export async function openProbedWorld(): Promise<ProbedWorld> {
  const [dataverse, finance] = await Promise.all([
    startDataverse({ approvalDelayMs: 1, allowDualWriteColumns: true }),
    startFinance(),
  ]);
  const june = dataverseUser(dataverse.url, 'June Low');
  const alicia = financeUser(finance.url);
  await layGround(june, alicia, finance.url);
  const options: ProbeOptions = {
    dataverseUrl: dataverse.url,
    financeUrl: finance.url,
    credential: undefined,
    timeoutMs: 5_000,
    maps: await loadTableMaps(new URL('../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
    }),
    filterCharacters: 2_000,
    waitingEvents: undefined,
    company: 'usmf',
    project: undefined,
    mark: 'PROBE-TEST',
    patienceMs: 2_000,
    now: Date.now,
    newId: randomUUID,
    sleep: (milliseconds) => sleep(Math.min(milliseconds, 20)),
    signal: new AbortController().signal,
  };
  const urls = { dataverse: dataverse.url, finance: finance.url };
  return {
    dataverse,
    finance,
    june,
    alicia,
    options,
    probe(name, more = {}) {
      const found = probes.find((each) => each.name === name);
      if (found === undefined) throw new Error(`There is no probe ${name}`);
      return runProbe(found, { ...options, ...more });
    },
    async turn(system, { behaviour, metadata }) {
      if (behaviour !== undefined) await send(`${urls[system]}/sandbox/behaviour`, 'PATCH', behaviour);
      if (metadata !== undefined) await send(`${urls[system]}/sandbox/metadata`, 'PUT', metadata);
    },
    async settle() {
      for (const url of Object.values(urls)) {
        await send(`${url}/sandbox/behaviour`, 'DELETE');
        await send(`${url}/sandbox/metadata`, 'PUT', []);
        await send(`${url}/sandbox/mode`, 'POST', { mode: 'normal' });
      }
    },
    rows: () => ({
      ...Object.fromEntries([...entities.keys()].map((set) => [set, finance.rows(set)])),
      ...Object.fromEntries(
        schema.tables
          // Who asks for the first time becomes a user.
          .filter(({ name }) => name !== 'systemuser')
          .map(({ name }) => [name, dataverse.rows(name)]),
      ),
    }),
    async stop() {
      await Promise.all([dataverse.stop(), finance.stop()]);
    },
  };
}

async function layGround(june: DataverseUser, alicia: FinanceUser, financeUrl: string): Promise<void> {
  const master = await masterData(june);
  await june.create('msdyn_project', {
    msdyn_projectnumber: 'P-1',
    msdyn_subject: 'Bridge',
    msdyn_owningcompany: master.company.usmf,
  });
  await june.create('msdyn_expensecategory', {
    msdyn_name: 'Hotel',
    msdyn_owningcompany: master.company.usmf,
  });
  await connect(june, 'msdyn_actual');
  await plant(financeUrl, 'ProjectContractHeaders', [
    { dataAreaId: 'usmf', ProjectContractId: 'C-1', Name: 'Bridges', SalesCurrencyCode: 'USD' },
  ]);
  await plant(financeUrl, 'ProjectsV2', [
    { dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'Bridge', ProjectStage: 'InProcess' },
  ]);
  const expense = { costType: 'HOTEL', project: 'P-1', date: '2026-10-26', currency: 'USD', amount: '10' };
  for (const number of ['EXP-1', 'EXP-2'])
    await alicia.act('create-expense-report', { company: 'usmf', number, lines: [expense] });
  await alicia.act('post-expense-report', { company: 'usmf', number: 'EXP-1' });
  await alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number: 'VI-1',
    date: '2026-10-27',
    currency: 'USD',
    lines: [{ id: 'VI-1-1', project: 'P-1', quantity: '1', price: '5' }],
  });
}

/** A transaction connection with these marks. */
export const connect = (june: DataverseUser, mark: string): Promise<string> =>
  june.create('msdyn_transactionconnection', {
    msdyn_transaction1: randomUUID(),
    msdyn_transaction1type: mark,
    msdyn_transaction2: randomUUID(),
    msdyn_transaction2type: mark,
  });

/** Rows that a person enters in Finance. */
export const plant = (url: string, set: string, rows: readonly unknown[]): Promise<void> =>
  send(`${url}/sandbox/rows/${set}`, 'PUT', rows);

async function send(url: string, method: string, body?: unknown): Promise<void> {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}
