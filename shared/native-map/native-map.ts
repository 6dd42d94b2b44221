import type { Direction } from '../table-map/direction.ts';

/** One leg of a map of dual-write, as its own record has it: a Finance data entity ↔ a Dataverse set. */
export interface NativeMap {
  /** As the environment calls it: `contoso_[msdyn_projects - Projects V2]`. */
  readonly name: string;
  readonly version?: string;
  /** Label of the Finance data entity: `Projects V2`. */
  readonly label: string;
  /** Entity set of the Dataverse table. */
  readonly set: string;
  /** Which Dataverse rows are sent: OData. Empty: all. */
  readonly dataverseFilter: string;
  /** Which Finance rows are sent: a query range. Empty: all. */
  readonly financeFilter: string;
  readonly pairs: readonly NativePair[];
}

/** One field mapping; those that dual-write made by itself, for an integration key, are pairs like any other. */
export interface NativePair {
  /** Finance property in dual-write's spelling, often capitals; absent where a default fills the other side. */
  readonly finance?: string;
  /** Dataverse column, or a path over look-ups; absent where a default fills the other side. */
  readonly dataverse?: string;
  /** Set of the table behind the first look-up of the path. */
  readonly related?: string;
  readonly direction: Direction | 'both' | 'unknown';
  readonly transforms: readonly NativeTransform[];
}

export type NativeTransform =
  /** Finance value → Dataverse value, both as text. */
  | {
      readonly kind: 'value-map';
      readonly values: Readonly<Record<string, string>>;
      readonly createsValues: boolean;
    }
  | { readonly kind: 'default'; readonly value: string }
  /** One that we do not know, by its name. */
  | { readonly kind: 'other'; readonly type: string };
