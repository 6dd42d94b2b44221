import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { TableRow } from './table-row.ts';

/** Kinds of shared category that one transaction category makes, by suffix (documented). */
const kinds = ['Hour', 'Fee', 'Item', 'Expense'] as const;

/** Shared categories: four of each transaction category. */
export const sharedCategories = ({ store }: Accounting): readonly TableRow[] =>
  [...store.rows(entityOf('ProjectTransactionCategories'))].flatMap(({ values }) =>
    kinds.map((kind, index) => ({
      CategoryId: `${values['CategoryId'] ?? ''}-${index + 1}`,
      Name: values['Name'] ?? '',
      CategoryType: kind,
      TransactionCategoryId: values['CategoryId'] ?? '',
    })),
  );
