import type { Area } from './area.ts';
import type { Filter } from './filter.ts';
import type { ColumnName, EntityName, LookupName, Path, PropertyName, TableName } from './paths.ts';
import type { Document, Evidence, Field, TableMap } from './table-map.ts';

/** What a map file says; the rest of a `TableMap` follows from the metadata of the two tables. */
export interface MapDescription<Table extends TableName, Entity extends EntityName> {
  readonly name: string;
  readonly version: string;
  readonly area: Area;
  readonly kind: TableMap['kind'];
  readonly setEvidence: Evidence;
  readonly identity: TableMap['identity'];
  readonly fields: readonly Field[];
  readonly toFinance?: {
    readonly company?: Path<Table>;
    readonly goLiveDate?: Path<Table>;
    readonly filter?: Condition<Path<Table>>;
    readonly references?: readonly {
      readonly kind: 'parent';
      readonly lookup: ColumnName<Table>;
      readonly map: string;
      readonly whenSkipped?: 'wait' | 'skip';
    }[];
    readonly findBy?: PropertyName<Entity>;
    readonly frozenWhen?: {
      readonly when: Filter<PropertyName<Entity>>;
      readonly evidence: Evidence;
      readonly why: string;
    };
    readonly deletes: 'propagate' | 'never';
  };
  readonly toDataverse?: {
    readonly posted: Condition<PropertyName<Entity>>;
    readonly date?: PropertyName<Entity>;
    readonly target:
      { readonly kind: 'mirror' } | { readonly kind: 'write-back'; readonly id: PropertyName<Entity> };
    readonly findBy?: readonly ColumnName<Table>[];
    readonly references?: readonly {
      readonly kind: 'record';
      readonly lookup: LookupName<Table>;
      readonly map: string;
      /** Key property of that map's entity → property of ours. */
      readonly key: Readonly<Record<string, PropertyName<Entity>>>;
      readonly required: boolean;
    }[];
    readonly deletes: 'propagate' | 'never';
  };
  readonly document?: Document;
  readonly open?: readonly string[];
}

interface Condition<Column extends string> {
  readonly text: string;
  readonly when: Filter<Column>;
  readonly evidence: Evidence;
}
