import type { Property } from './property.ts';

/** A data entity as it is public over OData. */
export interface Entity {
  /** Entity set: the name in URLs. Case matters. */
  readonly set: string;
  /** Entity type in `$metadata`. */
  readonly type: string;
  /** Physical name, used in messages, in `/metadata/DataEntities` and in data events. */
  readonly physical: string;
  /** Table behind it, and what its messages call it. */
  readonly table: string;
  readonly label: string;
  /** Number of the entity, first part of the id in data events. */
  readonly tableId: number;
  readonly key: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  /** Rows belong to a company (`dataAreaId` is part of the key); others are seen from every company. */
  readonly companySpecific: boolean;
  /** What OData refuses on the set as a whole. */
  readonly refuses: readonly ('create' | 'update' | 'delete')[];
  /** Not public over OData. */
  readonly closed?: true;
}

type Description = Omit<Entity, 'companySpecific' | 'refuses'> & { readonly refuses?: Entity['refuses'] };

/** Completes a description: whether it is company-specific follows from its key. */
export const entity = (description: Description): Entity => ({
  refuses: [],
  ...description,
  companySpecific: description.key.includes('dataAreaId'),
});
