import type { DataverseColumnPath, FieldTo, OpenPairOf } from './field-types.ts';
import { financeEntity, financeTypeOf } from './finance-entity.ts';
import type {
  ColumnName,
  EntityName,
  MemberOf,
  Path,
  PropertyFor,
  PropertyName,
  PropertyTaking,
  TableName,
  TypeAt,
} from './paths.ts';
import { resolvePath } from './resolve-path.ts';
import type { Evidence, Field, Transform } from './table-map.ts';

interface FieldOptions {
  readonly sent?: Field['sent'];
  readonly required?: boolean;
  readonly note?: string;
}

/** Enum member → option, flag, or '' where the Dataverse column is empty. */
type Values<Member extends string> = Readonly<Partial<Record<Member, number | boolean | ''>>>;

interface PairOptions<Member extends string> extends FieldOptions {
  /** Of an enum, and of nothing else. */
  readonly values?: [Member] extends [never] ? never : Values<Member>;
  /** In place of `values` where the choice's integers are not published: enum member → English label. */
  readonly labels?: [Member] extends [never] ? never : Readonly<Partial<Record<Member, string>>>;
  readonly truncate?: number;
  readonly scale?: number;
}

/**
 * Writes the lines of one table map. A name that the metadata of the two sides does not hold, or a pair of columns whose
 * types cannot be converted, does not compile.
 */
export interface FieldBuilder<Table extends TableName, Entity extends EntityName> {
  /** The Finance property gets the value of the Dataverse column; a key property is required. */
  readonly toFinance: <
    Column extends Path<Table>,
    Property extends PropertyTaking<Entity, TypeAt<Table, Column>>,
  >(
    path: Column,
    property: Property,
    evidence: Evidence,
    options?: PairOptions<MemberOf<Entity, Property>> & {
      /** Read instead where the first path is empty. */
      readonly orElse?: Path<Table>;
      /** An empty value is not sent. */
      readonly omitEmpty?: true;
      /** What Finance gets where the column is empty. */
      readonly whenEmpty?: [MemberOf<Entity, Property>] extends [never] ? string : MemberOf<Entity, Property>;
    },
  ) => FieldTo<'to-finance', Property>;
  /** The Dataverse column, or the look-up that the path starts with, gets the value of the Finance property. */
  readonly toDataverse: <
    Column extends Path<Table>,
    Property extends PropertyFor<Entity, TypeAt<Table, Column>>,
  >(
    path: Column,
    property: Property,
    evidence: Evidence,
    options?: PairOptions<MemberOf<Entity, Property>> & { readonly whenEmpty?: string | boolean },
  ) => FieldTo<'to-dataverse', Property>;
  readonly constantToDataverse: (
    column: ColumnName<Table>,
    value: string | number | boolean,
    evidence: Evidence,
    options?: FieldOptions,
  ) => Field;
  readonly constantToFinance: <Property extends PropertyName<Entity>>(
    property: Property,
    value: [MemberOf<Entity, Property>] extends [never] ? string : MemberOf<Entity, Property>,
    evidence: Evidence,
    options?: FieldOptions,
  ) => FieldTo<'to-finance', Property>;
  /** A property whose Dataverse column is published nowhere: listed, and filled by an import or an accepted entry. */
  readonly openToFinance: <Property extends PropertyName<Entity>>(
    property: Property,
    note?: string,
  ) => OpenPairOf<'to-finance', Property>;
  readonly openToDataverse: <Property extends PropertyName<Entity>>(
    property: Property,
    note?: string,
  ) => OpenPairOf<'to-dataverse', Property>;
}

/** The field builder of one pair of tables. */
export function fieldBuilder<Table extends TableName, Entity extends EntityName>(
  table: Table,
  entity: Entity,
): FieldBuilder<Table, Entity> {
  const { properties, key } = financeEntity(entity);
  const dataverse = (path: string): DataverseColumnPath => ({ path, type: resolvePath(table, path).type });
  const finance = <Property extends string>(property: Property) => {
    const found = properties[property];
    if (found === undefined) throw new Error(`Our metadata knows no property ${property} of ${entity}.`);
    return { property, type: financeTypeOf(found) };
  };
  return {
    toFinance: (path, property, evidence, options = {}) => ({
      dataverse: {
        ...dataverse(path),
        ...(options.orElse === undefined ? {} : { orElse: dataverse(options.orElse) }),
      },
      finance: finance(property),
      direction: 'to-finance',
      transform: transformOf(options),
      ...(options.omitEmpty === undefined ? {} : { omitEmpty: options.omitEmpty }),
      ...common(evidence, { ...options, required: options.required ?? key.includes(property) }),
    }),
    toDataverse: (path, property, evidence, options = {}) => ({
      dataverse: dataverse(path),
      finance: finance(property),
      direction: 'to-dataverse',
      transform: transformOf(options),
      ...common(evidence, options),
    }),
    constantToDataverse: (column, value, evidence, options = {}) => ({
      dataverse: dataverse(column),
      direction: 'to-dataverse',
      transform: { kind: 'constant', value: typeof value === 'number' ? String(value) : value },
      ...common(evidence, options),
    }),
    constantToFinance: (property, value, evidence, options = {}) => ({
      finance: finance(property),
      direction: 'to-finance',
      transform: { kind: 'constant', value },
      ...common(evidence, options),
    }),
    openToFinance: (property, note) => ({
      direction: 'to-finance',
      property,
      ...(note === undefined ? {} : { note }),
    }),
    openToDataverse: (property, note) => ({
      direction: 'to-dataverse',
      property,
      ...(note === undefined ? {} : { note }),
    }),
  };
}

function transformOf(options: {
  readonly values?: Values<string>;
  readonly labels?: Readonly<Partial<Record<string, string>>>;
}): Transform {
  const { values, labels } = options;
  if (labels !== undefined) return { kind: 'label-map', labels: texts(labels) };
  return values === undefined ? { kind: 'copy' } : { kind: 'value-map', pairs: texts(values) };
}

const texts = (
  values: Readonly<Partial<Record<string, string | number | boolean>>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([member, value]) => [member, String(value)]));

const common = (
  evidence: Evidence,
  {
    sent,
    required,
    note,
    truncate,
    scale,
    whenEmpty,
  }: FieldOptions & {
    readonly truncate?: number;
    readonly scale?: number;
    readonly whenEmpty?: string | boolean;
  },
) => ({
  sent: sent ?? ('always' as const),
  required: required ?? false,
  evidence,
  ...(note === undefined ? {} : { note }),
  ...(truncate === undefined ? {} : { truncate }),
  ...(scale === undefined ? {} : { scale }),
  ...(whenEmpty === undefined ? {} : { whenEmpty }),
});
