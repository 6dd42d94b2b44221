import type { Companies } from '../../sync/companies.ts';
import type { Counterpart } from '../../sync/counterpart.ts';
import type { TableMap } from '../../table-map/table-map.ts';

/** What a check of rows looks at. */
export interface DataCheck {
  readonly maps: readonly TableMap[];
  readonly companies: Companies;
  readonly dataverse: Counterpart;
  readonly finance: Counterpart;
  /** YYYY-MM-DD; rates must be valid then. */
  readonly today: string;
}
