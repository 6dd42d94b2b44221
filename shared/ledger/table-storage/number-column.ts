import type { Edm } from '@azure/data-tables';

/** A number as Int32 where it fits, else as Double: without a type the service refuses whole numbers beyond Int32. */
export function numberColumn(value: number): number | Edm<'Double'> {
  return (value | 0) === value ? value : { type: 'Double', value };
}
