import { financeEntity, financeTypeOf } from './finance-entity.ts';
import type { ColumnName, EntityName, MemberOf, Path, PropertyName, TableName } from './paths.ts';
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
}

/** Writes the lines of one table map; names that do not exist in the metadata of the two sides do not compile. */
export interface FieldBuilder<Table extends TableName, Entity extends EntityName> {
  /** The Finance property gets the value of the Dataverse column; a key property is required. */
  readonly toFinance: <Property extends PropertyName<Entity>>(
    path: Path<Table>,
    property: Property,
    evidence: Evidence,
    options?: PairOptions<MemberOf<Entity, Property>> & {
      /** Read instead where the first path is empty. */
      readonly orElse?: Path<Table>;
      /** An empty value is not sent. */
      readonly omitEmpty?: true;
    },
  ) => Field;
  /** The Dataverse column, or the look-up that the path starts with, gets the value of the Finance property. */
  readonly toDataverse: <Property extends PropertyName<Entity>>(
    path: Path<Table>,
    property: Property,
    evidence: Evidence,
    options?: PairOptions<MemberOf<Entity, Property>>,
  ) => Field;
  readonly constantToDataverse: (
    column: ColumnName<Table>,
    value: string | number | boolean,
    evidence: Evidence,
    options?: FieldOptions,
  ) => Field;
}

/** The field builder of one pair of tables. */
export function fieldBuilder<Table extends TableName, Entity extends EntityName>(
  table: Table,
  entity: Entity,
): FieldBuilder<Table, Entity> {
  const { properties, key } = financeEntity(entity);
  const dataverse = (path: string) => ({ path, type: resolvePath(table, path).type });
  const finance = (property: string) => {
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
      transform: transformOf(options.values),
      ...(options.omitEmpty === undefined ? {} : { omitEmpty: options.omitEmpty }),
      ...common(evidence, { ...options, required: options.required ?? key.includes(property) }),
    }),
    toDataverse: (path, property, evidence, options = {}) => ({
      dataverse: dataverse(path),
      finance: finance(property),
      direction: 'to-dataverse',
      transform: transformOf(options.values),
      ...common(evidence, options),
    }),
    constantToDataverse: (column, value, evidence, options = {}) => ({
      dataverse: dataverse(column),
      direction: 'to-dataverse',
      transform: { kind: 'constant', value: typeof value === 'number' ? String(value) : value },
      ...common(evidence, options),
    }),
  };
}

const transformOf = (values: Values<string> | undefined): Transform =>
  values === undefined
    ? { kind: 'copy' }
    : {
        kind: 'value-map',
        pairs: Object.fromEntries(Object.entries(values).map(([member, value]) => [member, String(value)])),
      };

const common = (evidence: Evidence, { sent, required, note }: FieldOptions) => ({
  sent: sent ?? 'always',
  required: required ?? false,
  evidence,
  ...(note === undefined ? {} : { note }),
});
