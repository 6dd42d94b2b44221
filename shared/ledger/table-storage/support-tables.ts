import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { Area } from '../../table-map/area.ts';
import type { OpenRow } from '../ledger.ts';
import type { AuditQuery, Job, JobItem, SupportLedger } from '../support-ledger.ts';
import { auditPartition, auditRow, readAuditRow } from './audit-row.ts';
import type { Tables } from './connect-tables.ts';
import { itemsPartition, jobItemRow, jobRow, jobsPartition, readJob, readJobItem } from './job-row.ts';
import { openShardKey, openShards, readOpenRow } from './open-row.ts';
import { storeCall as call } from './store-call.ts';
import { isConflict } from './store-error.ts';
import { dropHold, readHold, takeHold } from './take-hold.ts';

/** Most operations of one transaction. */
const batch = 100;

/** What support staff need of the ledger, on Azure Tables. */
export const supportTables = (tables: Tables): SupportLedger => ({
  openIn: (area) => call(`list what is open in ${area}`, () => openIn(tables, area)),

  addAudit: (row) =>
    call(`add to the audit of ${row.record}`, async () => {
      try {
        await tables.audit.createEntity(auditRow(row));
      } catch (error) {
        // The id is new each time: a row that is there already is this one, whose answer was lost.
        if (!isConflict(error)) throw error;
      }
    }),
  auditOfDay: (day) =>
    call(`read the audit of ${day}`, () =>
      first(tables.audit, odata`PartitionKey eq ${auditPartition(day)}`, Infinity, readAuditRow),
    ),
  audit: (query, limit) =>
    call('read the audit', () => first(tables.audit, auditFilter(query), limit, readAuditRow)),

  addJob: (job, items) =>
    call(`add the job ${job.id}`, async () => {
      await putItems(tables, job.id, items);
      await tables.jobs.upsertEntity(jobRow(job), 'Replace');
    }),
  putJob: (job) =>
    call(`put the job ${job.id}`, async () => {
      await tables.jobs.upsertEntity(jobRow(job), 'Replace');
    }),
  job: (id) =>
    call(`read the job ${id}`, async () => {
      const filter = odata`PartitionKey eq ${jobsPartition} and id eq ${id}`;
      const [found] = await first(tables.jobs, filter, 1, readJob);
      return found;
    }),
  jobs: (which, limit) =>
    call('list the jobs', () => {
      const all = odata`PartitionKey eq ${jobsPartition}`;
      return first(tables.jobs, which === 'all' ? all : `${all} and finished eq false`, limit, readJob);
    }),
  jobItems: (id) =>
    call(`read the items of the job ${id}`, () =>
      first(tables.jobs, odata`PartitionKey eq ${itemsPartition(id)}`, Infinity, readJobItem),
    ),
  putJobItems: (id, items) => call(`put items of the job ${id}`, () => putItems(tables, id, items)),

  takeHold: (hold, mayReplace) =>
    call(`take the hold on ${hold.name}`, () => takeHold(tables.jobs, hold, mayReplace)),
  hold: (name) => call(`read the hold on ${name}`, () => readHold(tables.jobs, name)),
  dropHold: (name, token) => call(`drop the hold on ${name}`, () => dropHold(tables.jobs, name, token)),
});

/** All shards are asked at the same moment: 10,000 rows are one page of each. */
async function openIn({ open }: Tables, area: Area): Promise<readonly OpenRow[]> {
  const shards = await Promise.all(
    openShards.map((shard) =>
      first(open, odata`PartitionKey eq ${openShardKey(area, shard)}`, Infinity, readOpenRow),
    ),
  );
  return shards.flat();
}

async function first<T>(
  table: TableClient,
  filter: string | undefined,
  limit: number,
  read: (row: Readonly<Record<string, unknown>>) => T,
): Promise<readonly T[]> {
  const found: T[] = [];
  const rows = table.listEntities({ queryOptions: filter === undefined ? {} : { filter } });
  for await (const row of rows) {
    found.push(read(row));
    if (found.length >= limit) break;
  }
  return found;
}

/** Only the named columns are compared; without any, the table is read in its order. */
function auditFilter({ record, by, job }: AuditQuery): string | undefined {
  const conditions = [
    record === undefined ? undefined : odata`record eq ${record}`,
    by === undefined ? undefined : odata`by eq ${by}`,
    job === undefined ? undefined : odata`job eq ${job}`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : conditions.join(' and ');
}

async function putItems({ jobs }: Tables, job: Job['id'], items: readonly JobItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    const rows = items.slice(start, start + batch).map((item) => jobItemRow(job, item));
    await jobs.submitTransaction(rows.map((row): TransactionAction => ['upsert', row, 'Replace']));
  }
}
