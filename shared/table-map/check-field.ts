import { financeEntity } from './finance-entity.ts';
import type { DataverseType, Field, FinanceType } from './table-map.ts';
import { dataverseTakes } from './to-dataverse-value.ts';
import { financeTakes } from './to-finance-value.ts';
import { writtenDate } from './written-date.ts';

const inFinance: Readonly<Record<FinanceType, readonly DataverseType[]>> = financeTakes;
const inDataverse: Readonly<Record<DataverseType, readonly FinanceType[]>> = dataverseTakes;

/** What is wrong with one line of a map: types that do not convert, or a value map that is not closed and unambiguous. */
export function checkField(field: Field, entity: string): readonly string[] {
  const { dataverse, finance, transform } = field;
  if (transform.kind === 'constant') return constantFaults(field, entity);
  if (dataverse === undefined || finance === undefined) return ['a field without a source needs a constant'];
  const name = `${dataverse.path} ↔ ${finance.property}`;
  const sources = [dataverse, dataverse.orElse].filter((source) => source !== undefined);
  const unfit = sources.filter(({ type }) =>
    field.direction === 'to-finance'
      ? !inFinance[finance.type].includes(type)
      : !inDataverse[type].includes(finance.type),
  );
  return [
    ...unfit.map(({ type }) => `${name}: ${type} and ${finance.type} cannot be converted`),
    ...(transform.kind === 'copy' && finance.type === 'enum' ? [`${name}: an enum needs values`] : []),
    ...(transform.kind === 'value-map'
      ? valueFaults(field, transform.pairs, entity).map((fault) => `${name}: ${fault}`)
      : []),
    ...(transform.kind === 'label-map' ? labelFaults(field, transform.labels, entity) : []).map(
      (fault) => `${name}: ${fault}`,
    ),
    ...defaultFaults(field, entity).map((fault) => `${name}: ${fault}`),
    ...(field.truncate !== undefined && finance.type !== 'string' && dataverse.type !== 'text'
      ? [`${name}: only a text can be truncated`]
      : []),
    ...(field.scale !== undefined && finance.type !== 'real' ? [`${name}: only a real has a scale`] : []),
  ];
}

function valueFaults(
  { dataverse, finance, direction }: Field,
  pairs: Readonly<Record<string, string>>,
  entity: string,
): readonly string[] {
  const property = financeEntity(entity).properties[finance?.property ?? ''];
  if (property === undefined || typeof property === 'string') return ['only an enum has values'];
  const form = dataverse?.type === 'boolean' ? /^(true|false)$/ : /^\d*$/;
  const options = Object.values(pairs);
  return [
    ...Object.keys(pairs)
      .filter((member) => !property.enum.includes(member))
      .map((member) => `${member} is no member of the enum`),
    ...options
      .filter((option) => !form.test(option))
      .map((option) => `${option} is no ${dataverse?.type ?? 'value'}`),
    ...(direction === 'to-finance' ? ambiguous(pairs) : []),
  ];
}

/** On the way to Finance a value must lead to one member. */
const ambiguous = (pairs: Readonly<Record<string, string>>): readonly string[] =>
  [...Map.groupBy(Object.entries(pairs), ([, value]) => value)].flatMap(([value, all]) =>
    all.length === 1
      ? []
      : [
          `${value === '' ? 'an empty column' : value} stands for two members: ${all.map(([member]) => member).join(', ')}`,
        ],
  );

function labelFaults(
  { dataverse, finance }: Field,
  labels: Readonly<Record<string, string>>,
  entity: string,
): readonly string[] {
  const property = financeEntity(entity).properties[finance?.property ?? ''];
  if (property === undefined || typeof property === 'string') return ['only an enum has labels'];
  if (dataverse?.type !== 'choice') return ['only a choice has labels'];
  if (dataverse.path.includes('.')) return ["labels are read for a column of the map's own table"];
  return Object.keys(labels)
    .filter((member) => !property.enum.includes(member))
    .map((member) => `${member} is no member of the enum`);
}

function constantFaults(
  { dataverse, finance, transform, direction }: Field,
  entity: string,
): readonly string[] {
  if (transform.kind !== 'constant') return [];
  if (direction === 'to-finance')
    return finance === undefined ? [] : financeConstantFaults(finance, transform.value, entity);
  if (dataverse === undefined) return [];
  const { path, type } = dataverse;
  const text = String(transform.value);
  const fits =
    (type === 'text' && typeof transform.value === 'string') ||
    (type === 'boolean' && typeof transform.value === 'boolean') ||
    (type === 'choice' && /^\d+$/.test(text));
  return fits ? [] : [`${path}: ${text} is no constant for a ${type}`];
}

function financeConstantFaults(
  { property, type }: { readonly property: string; readonly type: FinanceType },
  value: string | boolean,
  entity: string,
): readonly string[] {
  const found = financeEntity(entity).properties[property];
  const members = found === undefined || typeof found === 'string' ? undefined : found.enum;
  const fits =
    type === 'string'
      ? typeof value === 'string'
      : type === 'enum' && members?.includes(String(value)) === true;
  return fits ? [] : [`${property}: ${String(value)} is no constant for a ${type}`];
}

/** A default is in target form: a member of the enum, a number, a text. */
function defaultFaults(
  { whenEmpty, omitEmpty, direction, dataverse, finance }: Field,
  entity: string,
): readonly string[] {
  if (whenEmpty === undefined || finance === undefined || dataverse === undefined) return [];
  if (omitEmpty === true) return ['an empty value is either not sent or has a default'];
  const property = financeEntity(entity).properties[finance.property];
  const members = property === undefined || typeof property === 'string' ? undefined : property.enum;
  const type = direction === 'to-finance' ? finance.type : dataverse.type;
  const text = String(whenEmpty);
  const fits: Readonly<Record<string, boolean>> = {
    string: typeof whenEmpty === 'string',
    text: typeof whenEmpty === 'string',
    enum: members?.includes(text) === true,
    boolean: typeof whenEmpty === 'boolean',
    int32: /^-?\d+$/.test(text),
    int64: /^-?\d+$/.test(text),
    integer: /^-?\d+$/.test(text),
    choice: /^\d+$/.test(text),
    real: /^-?\d+(\.\d+)?$/.test(text),
    decimal: /^-?\d+(\.\d+)?$/.test(text),
    money: /^-?\d+(\.\d+)?$/.test(text),
    date: writtenDate(text) !== undefined,
    'date-only': writtenDate(text) !== undefined,
    'time-zone-independent': writtenDate(text) !== undefined,
    'user-local': writtenDate(text) !== undefined,
    'utc-date-time': writtenDate(text) !== undefined,
  };
  return fits[type] === true ? [] : [`${text} is no default for ${type}`];
}
