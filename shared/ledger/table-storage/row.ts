import type { TableEntity } from '@azure/data-tables';

/** A row to be written: the two keys and its columns. */
export type Row = TableEntity;
