import { randomUUID } from 'node:crypto';
import { LosslessNumber } from 'lossless-json';
import type { NativeField, NativeMap } from './native-map.ts';
import { projectionOf, valueAt } from './paths.ts';
import { ask, Refused, rowsIn, type Json } from './service.ts';

export interface Systems {
  /** Addresses of the two systems themselves. */
  readonly dataverse: string;
  readonly finance: string;
}

/**
 * Brings one Dataverse row to Finance: found by the integration key, changed where it is there, made where it is not. An
 * import id that Dataverse does not have is made by Finance and kept on both sides.
 *
 * @returns false where the filter leaves the row out. @throws Refused in the words that dual-write shows to a user.
 */
export async function pushToFinance(
  { dataverse, finance }: Systems,
  map: NativeMap,
  id: string,
): Promise<boolean> {
  const row = await readRow(dataverse, map, id);
  if (row === undefined) return false;
  const values = valuesOf(map, row);
  const generated = map.source.key.find(
    (property) => values[property] === undefined || values[property] === '',
  );
  const key = map.source.key.map((property): [string, string] => [property, String(values[property])]);
  if (generated !== undefined && generated !== 'ActualsImportId')
    throw new Refused(
      `Only ${String(map.source.key.length - 1)} of ${String(map.source.key.length)} keys provided for lookup, ${generated} is empty.`,
    );
  try {
    const found = generated === undefined && (await isThere(finance, map, key));
    if (found) {
      const others = Object.entries(values).filter(([property]) => !map.source.key.includes(property));
      await ask('PATCH', addressOf(finance, map, key), Object.fromEntries(others));
      return true;
    }
    const made = generated === undefined ? {} : { [generated]: randomUUID() };
    await ask('POST', `${finance}/data/${map.source.set}?cross-company=true`, { ...values, ...made });
    if (generated !== undefined)
      await ask('PATCH', `${dataverse}/api/data/v9.2/${map.destination.set}(${id})`, {
        msdyn_actualimportid: made[generated],
      });
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(`Write failed for entity ${map.name} with unknown exception - ${error.message}`);
  }
}

/**
 * Address of the Finance row that belongs to a Dataverse row, while that is still there; undefined where the filter leaves it
 * out, or Finance has none.
 *
 * @throws Refused
 */
export async function financeAddress(
  { dataverse, finance }: Systems,
  map: NativeMap,
  id: string,
): Promise<string | undefined> {
  const row = await readRow(dataverse, map, id);
  if (row === undefined) return undefined;
  const values = valuesOf(map, row);
  const isWhole = map.source.key.every(
    (property) => !['', null, undefined].includes(values[property] as string),
  );
  const key = map.source.key.map((property): [string, string] => [property, String(values[property])]);
  return isWhole && (await isThere(finance, map, key)) ? addressOf(finance, map, key) : undefined;
}

/** What Finance gets of a row. */
const valuesOf = (map: NativeMap, row: Json): Record<string, unknown> =>
  Object.fromEntries(
    map.fieldMappings
      .filter(({ syncDirection }) => syncDirection !== 1)
      .map((field) => [field.sourceField, toFinanceValue(field, row)]),
  );

function addressOf(finance: string, map: NativeMap, key: readonly (readonly [string, string])[]): string {
  const address = key.map(([property, value]) => `${property}=${literal(map, property, value)}`).join(',');
  return `${finance}/data/${map.source.set}(${encodeURIComponent(address)})?cross-company=true`;
}

async function readRow(dataverse: string, map: NativeMap, id: string): Promise<Json | undefined> {
  const paths = map.fieldMappings
    .filter(({ syncDirection }) => syncDirection !== 1)
    .map(({ destinationField }) => destinationField);
  const { set, id: column } = map.destination;
  const filter = [
    `${column} eq ${id}`,
    ...(map.reversedSourceFilter === undefined ? [] : [map.reversedSourceFilter]),
  ];
  const query = `${projectionOf(paths)}&$filter=${encodeURIComponent(filter.join(' and '))}`;
  return rowsIn(await ask('GET', `${dataverse}/api/data/v9.2/${set}?${query}`))[0];
}

async function isThere(
  finance: string,
  map: NativeMap,
  key: readonly (readonly [string, string])[],
): Promise<boolean> {
  const filter = key
    .map(([property, value]) => `${property} eq ${literal(map, property, value)}`)
    .join(' and ');
  const url = `${finance}/data/${map.source.set}?cross-company=true&$filter=${encodeURIComponent(filter)}`;
  return rowsIn(await ask('GET', url)).length > 0;
}

const literal = ({ fieldMappings }: NativeMap, property: string, value: string): string =>
  fieldMappings.find(({ sourceField }) => sourceField === property)?.isGuid === true ? value : `'${value}'`;

/** Undefined where the column is empty: it is then not sent. */
function toFinanceValue({ destinationField, valueMap, isDay }: NativeField, row: Json): unknown {
  const value = valueAt(row, destinationField);
  const text = textOf(value);
  if (value === null) return undefined;
  // Finance has a day at noon.
  if (isDay === true) return `${text.slice(0, 10)}T12:00:00Z`;
  if (valueMap === undefined) return value;
  return Object.entries(valueMap).find(([, dataverse]) => dataverse === text)?.[0];
}

/** Numbers are objects that keep their digits. */
function textOf(value: unknown): string {
  if (value instanceof LosslessNumber) return value.value;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
