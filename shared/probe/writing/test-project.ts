import { mapNames } from '../../assumptions/map-names.ts';
import type { RowKey } from '../../sync/counterpart.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import { makeRow } from '../make-row.ts';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';

/** A project that a probe made in Finance, to write on. */
export interface TestProject {
  readonly table: TableRef;
  readonly key: RowKey;
  /** Path of the row for requests as they are. */
  readonly path: string;
}

/** What a probe that needs one says it will write. */
export const testProjectPlan = (company: string, mark: string): string =>
  `Finance: a project ${mark} in ${company}, which it changes and deletes`;

/**
 * Makes a project in Finance that is deleted after the probe.
 *
 * @param number without characters that an address must encode.
 * @throws NotSettled when Finance does not take it.
 */
export async function testProject(world: ProbeWorld, number = world.mark): Promise<TestProject> {
  const { finance } = world.clients;
  const table = tableRefs(world.maps.byName(mapNames.projects)).finance;
  const key = { dataAreaId: world.company, ProjectId: number };
  const values = { ProjectName: world.mark };
  const failure = await makeRow(world, { counterpart: finance, table, key, values });
  if (failure !== undefined)
    throw new NotSettled(`Finance did not take the test project ${number}: ${failure.text}`);
  return {
    table,
    key,
    path: `/data/${table.set}(dataAreaId='${world.company}',ProjectId='${number}')?cross-company=true`,
  };
}
