import { financeEntity } from '../table-map/finance-entity.ts';
import type { DataverseColumn, FinanceProperty } from '../table-map/metadata/column-types.ts';
import type { NativePair } from './native-map.ts';

/**
 * The type that a column must have to fill a Finance property, where nothing says it: assumed(imported-column-type). Only for the way to
 * Finance: a wrong guess there is refused record by record and never written.
 */
export function guessedType(
  entity: string,
  property: string,
  { transforms }: Pick<NativePair, 'transforms'>,
): DataverseColumn | undefined {
  const type: FinanceProperty | undefined = financeEntity(entity).properties[property];
  if (type === undefined) return undefined;
  if (typeof type !== 'string') {
    const values = transforms.flatMap((each) =>
      each.kind === 'value-map' ? Object.values(each.values) : [],
    );
    if (values.length === 0) return undefined;
    if (values.every((value) => /^\d+$/.test(value))) return 'choice';
    return values.every((value) => /^(true|false)$/i.test(value)) ? 'boolean' : undefined;
  }
  return guesses[type];
}

const guesses = {
  string: 'text',
  guid: 'guid',
  int32: 'integer',
  int64: 'bigint',
  real: 'decimal',
  date: 'date-only',
  'utc-date-time': 'user-local',
} as const satisfies Readonly<Record<Extract<FinanceProperty, string>, DataverseColumn>>;
