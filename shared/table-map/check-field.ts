import { financeEntity } from './finance-entity.ts';
import type { Field } from './table-map.ts';
import { dataverseTakes } from './to-dataverse-value.ts';
import { financeTakes } from './to-finance-value.ts';

/** What is wrong with one line of a map: types that do not convert, or a value map that is not closed and unambiguous. */
export function checkField(field: Field, entity: string): readonly string[] {
  const { dataverse, finance, transform } = field;
  if (transform.kind === 'constant') return constantFaults(field);
  if (dataverse === undefined || finance === undefined) return ['a field without a source needs a constant'];
  const name = `${dataverse.path} ↔ ${finance.property}`;
  const sources = [dataverse, dataverse.orElse].filter((source) => source !== undefined);
  const unfit = sources.filter(({ type }) =>
    field.direction === 'to-finance'
      ? !financeTakes[finance.type].includes(type)
      : !dataverseTakes[type].includes(finance.type),
  );
  return [
    ...unfit.map(({ type }) => `${name}: ${type} and ${finance.type} cannot be converted`),
    ...(transform.kind === 'copy' && finance.type === 'enum' ? [`${name}: an enum needs values`] : []),
    ...(transform.kind === 'value-map'
      ? valueFaults(field, transform.pairs, entity).map((fault) => `${name}: ${fault}`)
      : []),
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
    ...(direction === 'to-finance' && new Set(options).size < options.length
      ? ['one Dataverse value stands for two members']
      : []),
  ];
}

function constantFaults({ dataverse, transform, direction }: Field): readonly string[] {
  if (direction === 'to-finance' || dataverse === undefined || transform.kind !== 'constant') return [];
  const { path, type } = dataverse;
  const text = String(transform.value);
  const fits =
    (type === 'text' && typeof transform.value === 'string') ||
    (type === 'boolean' && typeof transform.value === 'boolean') ||
    (type === 'choice' && /^\d+$/.test(text));
  return fits ? [] : [`${path}: ${text} is no constant for a ${type}`];
}
