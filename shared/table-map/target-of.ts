import type { Field } from './table-map.ts';

/** The column that a field writes: a Finance property, or a Dataverse column or path. */
export const targetOf = ({ direction, dataverse, finance }: Field): string =>
  (direction === 'to-finance' ? finance?.property : dataverse?.path) ?? '';
