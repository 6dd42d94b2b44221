import type { Companies } from '../sync/companies.ts';
import type { Counterpart } from '../sync/counterpart.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { checkMaps, readMetadata } from './check-maps.ts';
import { checkData } from './data/check-data.ts';
import type { CheckReport } from './finding.ts';
import type { DataverseMetadata, FinanceMetadata } from './metadata.ts';
import { uncheckable } from './uncheckable.ts';

/** Two environments, and what is to run between them. */
export interface Environments {
  readonly maps: readonly TableMap[];
  readonly companies: Companies;
  readonly dataverse: Counterpart & DataverseMetadata;
  readonly finance: Counterpart & FinanceMetadata;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Holds maps against metadata and rows of both environments. Reads only.
 *
 * @throws CounterpartError when one of the two cannot be asked.
 */
export async function checkEnvironment(environments: Environments): Promise<CheckReport> {
  const { maps, dataverse, finance } = environments;
  const metadata = await readMetadata(maps, dataverse, finance);
  const { findings, unchecked } = checkMaps(maps, metadata);
  // Rows of a table that is not there, or not as its map takes it, cannot be asked for.
  const fitting = maps.filter(
    (map) => !findings.some((finding) => finding.map === map.name && finding.stops),
  );
  const rows = await checkData({ ...environments, maps: fitting });
  return {
    findings: [...findings, ...rows.findings],
    unchecked: [...unchecked, ...rows.unchecked, ...uncheckable(maps, metadata.tables)],
  };
}
