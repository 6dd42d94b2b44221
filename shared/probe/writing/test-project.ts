import { mapNames } from '../../assumptions/map-names.ts';
import { financeAnswerError } from '../../finance/finance-error.ts';
import { readPage, type JsonObject } from '../../odata/read-page.ts';
import type { RowKey } from '../../sync/counterpart.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import { financeRefusal } from '../finance-refusal.ts';
import { noted } from '../noted.ts';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { publicEntity } from '../public-entity.ts';

/** A project that a probe made in Finance, to write on. */
export interface TestProject {
  readonly table: TableRef;
  readonly key: RowKey;
  /** Path of the row for requests as they are, encoded once. */
  readonly path: string;
}

/** What a probe that needs one says it will write. */
export const testProjectPlan = (company: string, number: string): string =>
  `Finance: a project ${number} in ${company}, which it changes and deletes`;

/**
 * Makes a project in Finance that is deleted after the probe. What an environment makes mandatory besides its name is
 * taken from a project that the company has.
 *
 * @param number the mark unless it is said.
 * @throws NotSettled when Finance does not take it.
 */
export async function testProject(world: ProbeWorld, number = world.mark): Promise<TestProject> {
  const { finance } = world.clients;
  const table = tableRefs(world.maps.byName(mapNames.projects)).finance;
  const key = { dataAreaId: world.company, ProjectId: number };
  const path = `/data/${table.set}(dataAreaId='${world.company}',ProjectId='${encodeURIComponent(number)}')?cross-company=true`;
  const body = { ...(await mandatoryValues(world, table)), ProjectName: world.mark, ...key };
  const failure = await noted(world, {
    what: `Finance ${table.set} ${world.company} ${number}`,
    write: () => post(world, `/data/${table.set}`, body),
    takeBack: async () => {
      if ((await finance.delete(table, key)) === 'absent' && number.includes('%'))
        await deleteAt(world, path);
    },
  });
  if (failure !== undefined)
    throw new NotSettled(`Finance did not take the test project ${number}: ${failure.text}`);
  return { table, key, path };
}

async function post({ finance, now }: ProbeWorld, path: string, body: JsonObject): Promise<void> {
  const answer = await finance('POST', path, { body });
  if (answer.status >= 300) throw financeAnswerError(answer, true, now());
}

/** The row at an address as it is; one that is not there need not be deleted. */
async function deleteAt({ finance, now }: ProbeWorld, path: string): Promise<void> {
  const answer = await finance('DELETE', path);
  const error = answer.status < 300 ? undefined : financeAnswerError(answer, true, now());
  if (error !== undefined && error.details.kind !== 'missing') throw error;
}

const own: readonly string[] = ['dataAreaId', 'ProjectId', 'ProjectName'];

/** Values of the mandatory properties of a project that is there already. */
async function mandatoryValues(world: ProbeWorld, { set }: TableRef): Promise<JsonObject> {
  const names = ((await publicEntity(world, set))?.Properties ?? [])
    .filter(({ IsMandatory, AllowEditOnCreate }) => IsMandatory === true && AllowEditOnCreate !== false)
    .map(({ Name }) => Name)
    .filter((name) => !own.includes(name));
  if (names.length === 0) return {};
  const filter = encodeURIComponent(`dataAreaId eq '${world.company}'`);
  const query = `cross-company=true&$select=${names.join(',')}&$filter=${filter}&$top=1`;
  const answer = await world.finance('GET', `/data/${set}?${query}`);
  const refusal = financeRefusal(world, answer);
  if (refusal !== undefined)
    throw new NotSettled(`A project of ${world.company} cannot be read in Finance: ${refusal.text}`);
  const [row] = readPage(answer.text).rows;
  if (row === undefined)
    throw new NotSettled(
      `A project needs ${names.join(', ')}, and ${world.company} has none in Finance to take them from: make one first.`,
    );
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
