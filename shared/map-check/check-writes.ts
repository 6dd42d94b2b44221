import type { Field, TableMap } from '../table-map/table-map.ts';
import { dataverseTable } from '../table-map/dataverse-table.ts';
import type { Finding } from './finding.ts';
import type { ColumnDefinition, EntityDefinition, TableDefinition } from './metadata.ts';

/** Columns that the platform fills by itself although nobody can make a row without them. */
const filledByPlatform = ['Owner', 'State', 'Status', 'Uniqueidentifier', 'EntityName', 'Virtual'];

/** Digits after the point that a map lets through to a column of Dataverse unless it says otherwise. */
const places: Readonly<Record<string, number>> = { decimal: 10, money: 4 };

/** Whether what a map writes can be written: allowed on create and on edit, short enough, nothing missing. */
export function checkWrites(
  map: TableMap,
  table: TableDefinition | undefined,
  entity: EntityDefinition | undefined,
): readonly Finding[] {
  return [
    ...(map.toFinance === undefined || entity === undefined ? [] : toFinance(map, entity)),
    ...(map.toDataverse === undefined || table === undefined ? [] : toDataverse(map, table)),
  ];
}

function toFinance(map: TableMap, entity: EntityDefinition): readonly Finding[] {
  const fields = map.fields.filter((field) => field.direction === 'to-finance');
  const makes = map.toFinance?.target === 'upsert';
  const written = fields.flatMap((field) => {
    const property = field.finance?.property ?? '';
    const found = entity.properties.get(property);
    if (found === undefined) return [];
    const key = Object.hasOwn(map.finance.key, property);
    return readOnly(map, `${map.finance.set}.${property}`, {
      onCreate: makes && onCreate(field) && !found.editableOnCreate,
      // The key addresses the row and is not in the body of a change.
      onEdit: !key && onEdit(field) && !found.editable,
    });
  });
  const filled = new Set(fields.filter(onCreate).map((field) => field.finance?.property));
  const missing = [...entity.properties].filter(
    ([name, { mandatory, editableOnCreate }]) => mandatory && editableOnCreate && !filled.has(name),
  );
  return [
    ...written,
    ...(makes ? missing : []).map(([name]): Finding => ({
      map: map.name,
      column: `${map.finance.set}.${name}`,
      severity: 'error',
      what: `${map.finance.set}.${name} is mandatory, and no pair fills it.`,
      remedy:
        'Add a pair or a constant, unless Finance fills it by itself, by a number sequence or a default: make one row to see.',
      stops: false,
    })),
  ];
}

function toDataverse(map: TableMap, table: TableDefinition): readonly Finding[] {
  const fields = map.fields.filter((field) => field.direction === 'to-dataverse');
  const makes = map.toDataverse?.target.kind === 'mirror';
  const name = (column: string): string => `${map.dataverse.table}.${column}`;
  const written = fields.flatMap((field) => {
    const column = columnOf(map, field);
    const found = table.columns.get(column);
    if (found === undefined) return [];
    return [
      ...readOnly(map, name(column), {
        onCreate: makes && onCreate(field) && !found.creatable,
        onEdit: onEdit(field) && !found.updatable,
      }),
      ...(field.dataverse?.path.includes('.') === true ? [] : tooSmall(map, name(column), field, found)),
    ];
  });
  const filled = new Set([
    ...fields.filter(onCreate).map((field) => columnOf(map, field)),
    ...(map.toDataverse?.references ?? []).map(({ lookup }) => lookup),
    map.dataverse.id,
  ]);
  const missing = [...table.columns].filter(
    ([column, found]) =>
      found.required && found.creatable && !filledByPlatform.includes(found.type) && !filled.has(column),
  );
  return [
    // Several pairs may fill one look-up.
    ...new Map(written.map((finding) => [`${finding.column} ${finding.what}`, finding])).values(),
    ...(makes ? missing : []).map(([column]): Finding => ({
      map: map.name,
      column: name(column),
      severity: 'error',
      what: `${name(column)} is required by the system, and no pair fills it.`,
      remedy: 'Add a pair or a constant for it.',
      stops: true,
    })),
  ];
}

/** What a map sends in full where the column keeps less. Lengths of texts that come from Finance are published nowhere. */
function tooSmall(map: TableMap, column: string, field: Field, found: ColumnDefinition): readonly Finding[] {
  const { maxLength, precision } = found;
  const { transform, truncate, whenEmpty } = field;
  const texts = [transform.kind === 'constant' ? transform.value : '', whenEmpty ?? ''];
  const longest = Math.max(truncate ?? 0, ...texts.map((text) => String(text).length));
  const digits = field.scale ?? places[field.dataverse?.type ?? ''] ?? 0;
  return [
    ...(maxLength !== undefined && longest > maxLength
      ? [
          {
            map: map.name,
            column,
            severity: 'error' as const,
            what: `${column} takes ${maxLength} characters; the map sends up to ${longest}.`,
            remedy: `Cut the text in the map after ${maxLength} characters, or make the column longer.`,
            stops: false,
          },
        ]
      : []),
    ...(precision !== undefined && digits > precision
      ? [
          {
            map: map.name,
            column,
            severity: 'warning' as const,
            what: `${column} keeps ${precision} digits after the point; the map sends up to ${digits}, and Dataverse rounds.`,
            remedy: `Give the pair scale: ${precision} in the map, so that what does not fit is refused and seen, or make the column more precise.`,
            stops: false,
          },
        ]
      : []),
  ];
}

function readOnly(
  map: TableMap,
  column: string,
  { onCreate: create, onEdit: edit }: { readonly onCreate: boolean; readonly onEdit: boolean },
): readonly Finding[] {
  if (!create && !edit) return [];
  const when =
    create && edit ? 'is read-only' : create ? 'cannot be set when a row is made' : 'cannot be changed later';
  return [
    {
      map: map.name,
      column,
      severity: 'error',
      what: `${column} ${when}, and the map writes it then.`,
      remedy:
        create && edit
          ? 'Take the pair out of the map.'
          : `Send it ${create ? 'only on update' : 'only on create'} (sent: '${create ? 'update' : 'create'}').`,
      stops: true,
    },
  ];
}

const onCreate = ({ sent }: Field): boolean => sent === 'always' || sent === 'create';
const onEdit = ({ sent }: Field): boolean => sent !== 'create';

/** The column that a pair writes: the look-up where its path goes over one. */
function columnOf(map: TableMap, { dataverse }: Field): string {
  const first = dataverse?.path.split('.')[0] ?? '';
  const known = dataverseTable(map.dataverse.table).columns[first];
  return known === undefined || typeof known === 'string' ? first : (known.column ?? first);
}
