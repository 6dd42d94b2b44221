import type { Area } from './area.ts';
import type { Filter } from './filter.ts';
import type { ColumnName, EntityName, LookupName, Path, PropertyName, TableName } from './paths.ts';
import type { ReferenceTableName } from './reference-tables.ts';
import type { Document, Evidence, Expectation, Field, OpenPair, TableMap } from './table-map.ts';

/** What a map file says; the rest of a `TableMap` follows from the metadata of the two tables. */
export interface MapDescription<
  Table extends TableName,
  Entity extends EntityName,
  Identity extends TableMap['identity'] = TableMap['identity'],
  Fields extends readonly Field[] = readonly Field[],
  Open extends readonly OpenPair[] = readonly OpenPair[],
> {
  readonly name: string;
  readonly version: string;
  readonly area: Area;
  readonly kind: TableMap['kind'];
  readonly setEvidence: Evidence;
  readonly identity: Identity;
  readonly fields: Fields;
  readonly toFinance?: ToFinanceDescription<Table, Entity>;
  readonly toDataverse?: ToDataverseDescription<Table, Entity>;
  readonly document?: Document;
  readonly expects?: readonly Expectation[];
  readonly project?: { readonly company: PropertyName<Entity>; readonly number: PropertyName<Entity> };
  readonly openPairs?: Open;
  readonly open?: readonly string[];
}

interface ToFinanceDescription<Table extends TableName, Entity extends EntityName> {
  readonly company?: Path<Table>;
  readonly goLiveDate?: Path<Table>;
  readonly filter?: Condition<Path<Table>> & { readonly exit: 'keep' | 'delete' };
  readonly target?: 'upsert' | 'write-back';
  readonly references?: readonly (
    | {
        readonly kind: 'parent';
        readonly lookup: ColumnName<Table>;
        readonly map: string;
        readonly whenSkipped?: 'wait' | 'skip';
      }
    | {
        readonly kind: 'reference-only';
        readonly property: PropertyName<Entity>;
        readonly table: ReferenceTableName;
      }
  )[];
  readonly findBy?: PropertyName<Entity>;
  readonly findByEvidence?: Evidence;
  readonly frozenWhen?: {
    readonly when: Filter<PropertyName<Entity>>;
    readonly evidence: Evidence;
    readonly why: string;
  };
  readonly closes?: {
    readonly property: PropertyName<Entity>;
    readonly member: string;
    readonly open: string;
  };
  readonly oneAtATimePer?: readonly PropertyName<Entity>[];
  readonly deletes: 'propagate' | 'never';
}

interface ToDataverseDescription<Table extends TableName, Entity extends EntityName> {
  readonly posted: Condition<PropertyName<Entity>>;
  readonly exceptVendors?: PropertyName<Entity>;
  readonly gather?: {
    readonly by: readonly PropertyName<Entity>[];
    readonly sum: readonly PropertyName<Entity>[];
  };
  readonly date?: PropertyName<Entity>;
  readonly target:
    | { readonly kind: 'mirror' }
    | { readonly kind: 'write-back'; readonly id: PropertyName<Entity> }
    | { readonly kind: 'found' };
  readonly findBy?: readonly ColumnName<Table>[];
  readonly findByEvidence?: Evidence;
  readonly references?: readonly {
    readonly lookup: LookupName<Table>;
    readonly map: string;
    /** Key property of that map's entity → property of ours. */
    readonly key: Readonly<Record<string, PropertyName<Entity>>>;
    readonly required: boolean;
    readonly evidence?: Evidence;
  }[];
  readonly leaves?: readonly {
    readonly lookup: LookupName<Table>;
    readonly parent: string;
    readonly remedy: string;
  }[];
  readonly deletes: 'propagate' | 'never';
}

interface Condition<Column extends string> {
  readonly text: string;
  readonly when: Filter<Column>;
  readonly evidence: Evidence;
}
