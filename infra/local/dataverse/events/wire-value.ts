import { Big } from 'big.js';
import { LosslessNumber } from 'lossless-json';
import type { Column } from '../schema/column.ts';
import type { StoredValue } from '../store/row.ts';

const typed = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`;

/** An EntityReference without its type mark, as it stands where the type is known. */
export const entityReference = (table: string, id: string): Record<string, unknown> => ({
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  Name: null,
  RowVersion: null,
});

/** `\/Date(1722582039000)\/`: an instant in UTC. The slashes are escaped when the context is written. */
const utcDate = (instant: number): string => `/Date(${instant})/`;

/** `\/Date(1722582039000+0000)\/`: a wall clock, with the server's offset (UTC on the platform's servers). */
export const wallClock = (instant: number): string => `/Date(${instant}+0000)/`;

/**
 * A column value as the serializer of RemoteExecutionContext writes it: a type mark where the static type is object,
 * numbers bare with every digit.
 */
export function wireValue(column: Column, value: StoredValue | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object')
    return { __type: typed('EntityReference'), ...entityReference(value.table, value.id) };
  switch (column.type) {
    case 'choice':
    case 'state':
    case 'status':
      return { __type: typed('OptionSetValue'), Value: value };
    case 'money':
      return { __type: typed('Money'), Value: digits(value, column.precision ?? 4) };
    case 'decimal':
      return digits(value, column.precision ?? 10);
    case 'bigint':
      return new LosslessNumber(String(value));
    case 'user-local':
      return utcDate(Date.parse(String(value)));
    case 'time-zone-independent':
    case 'date-only':
      return wallClock(Date.parse(String(value)));
    default:
      return value;
  }
}

/** An Entity; the type mark stands only where the static type is object (the Target, not an image). */
export const wireEntity = (
  table: string,
  id: string,
  attributes: readonly unknown[],
  formatted: readonly unknown[],
  marked: boolean,
): Record<string, unknown> => ({
  ...(marked ? { __type: typed('Entity') } : {}),
  Attributes: attributes,
  EntityState: null,
  FormattedValues: formatted,
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  RelatedEntities: [],
  RowVersion: null,
});

/** The Target of a delete. */
export const wireReference = (table: string, id: string): Record<string, unknown> => ({
  __type: typed('EntityReference'),
  ...entityReference(table, id),
});

const digits = (value: StoredValue, places: number): LosslessNumber =>
  new LosslessNumber(new Big(typeof value === 'string' ? value : '0').toFixed(places));
