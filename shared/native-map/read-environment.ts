import type { Row } from '../odata/value.ts';
import type { Counterpart } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { when } from '../table-map/when.ts';
import { readExport, type Export } from './read-export.ts';

const savedMaps: TableRef = {
  table: 'msdyn_dualwriteentitymap',
  set: 'msdyn_dualwriteentitymaps',
  key: { msdyn_dualwriteentitymapid: 'guid' },
  columns: {
    msdyn_dualwriteentitymapid: 'guid',
    msdyn_name: 'text',
    msdyn_displayname: 'text',
    msdyn_version: 'text',
    msdyn_mapping: 'text',
    createdon: 'user-local',
  },
};

const runningMaps: TableRef = {
  table: 'msdyn_dualwriteruntimeconfig',
  set: 'msdyn_dualwriteruntimeconfigs',
  key: { msdyn_dualwriteruntimeconfigid: 'guid' },
  columns: { msdyn_dualwriteruntimeconfigid: 'guid', msdyn_unsecure: 'text', statecode: 'choice' },
};

/**
 * Reads the saved maps of dual-write from its tables in Dataverse, and which of them run.
 *
 * @param origin address of the environment, for a person.
 * @throws CounterpartError, with status 404 where dual-write is not installed.
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/dual-write-home-page
 */
export async function readEnvironment(dataverse: Pick<Counterpart, 'scan'>, origin: string): Promise<Export> {
  const rows = [...(await rowsOf(dataverse, savedMaps)), ...(await rowsOf(dataverse, runningMaps))];
  return readExport(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)]),
      ),
    ),
    origin,
  );
}

async function rowsOf(dataverse: Pick<Counterpart, 'scan'>, table: TableRef): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const columns = Object.keys(table.columns);
  for await (const page of dataverse.scan(table, when.everything, undefined, undefined, columns))
    rows.push(...page.map(({ values }) => values));
  return rows;
}
