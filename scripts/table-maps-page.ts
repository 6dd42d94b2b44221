import { mapSummaries, type MapSummary } from '../shared/table-map/map-summary.ts';
import type { Registry } from '../shared/table-map/registry.ts';
import type { Field, TableMap, Transform } from '../shared/table-map/table-map.ts';

/**
 * The page that describes every table map, as Markdown.
 *
 * @param maps the built-in maps, without what an installation accepts.
 */
export function tableMapsPage(maps: Registry): string {
  const summaries = mapSummaries(maps);
  return [
    '# Table maps',
    '',
    'Made from the maps themselves by `npm run docs`; a test keeps it true. `→` goes from Dataverse to Finance,',
    '`←` comes back. How sure each line is: **documented** is printed by Microsoft or in an exported map, **inferred** was',
    'matched from the names and schemas of both sides, **assumed** is our own guess. What is published nowhere is **open**:',
    'it is not sent, and an entry in `maps.accepted.json` supplies it ([how](adding-a-table-map.md#an-open-pair)). Outside the',
    'sandboxes a map with one inferred or assumed line does not run ([what to do](checking-maps.md)).',
    '',
    ...table(
      [
        'area',
        'map',
        'Dataverse',
        'Finance',
        'direction',
        'kind',
        'documented',
        'inferred',
        'assumed',
        'open',
        'runs',
      ],
      summaries.map((map) => [
        map.area,
        map.name,
        map.table,
        map.set,
        map.direction,
        map.kind,
        String(map.evidence.documented),
        String(map.evidence.inferred),
        String(map.evidence.assumed),
        String(map.evidence.open),
        map.enabled ? 'yes' : 'no',
      ]),
    ),
    '',
    ...summaries.flatMap((summary) =>
      maps.has(summary.name) ? mapSection(maps.byName(summary.name), summary) : openSection(maps, summary),
    ),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}

function mapSection(map: TableMap, summary: MapSummary): readonly string[] {
  return [
    `## ${map.name}`,
    '',
    `Version ${map.version} · ${map.area} · ${map.kind} · table \`${map.dataverse.table}\` · set \`${map.finance.set}\` (${map.finance.setEvidence}) · key ${Object.keys(map.finance.key).join(', ')}`,
    '',
    ...(summary.why === undefined ? [] : [`Does not run: ${summary.why}.`, '']),
    ...rules(map).map((rule) => `- ${rule}`),
    '',
    ...(map.fields.length === 0
      ? []
      : table(
          ['Dataverse', '', 'Finance', 'value', 'sent', 'how sure', 'note'],
          map.fields.map((field) => [
            column(field),
            field.direction === 'to-finance' ? '→' : '←',
            field.finance?.property ?? '',
            value(field),
            field.sent === 'always' ? '' : field.sent,
            field.evidence,
            field.note ?? '',
          ]),
        )),
    '',
    ...map.openPairs.map(
      (pair) =>
        `- Open ${pair.direction === 'to-finance' ? '→' : '←'} ${pair.property}${pair.note === undefined ? '' : `: ${pair.note}`}`,
    ),
    ...map.open.map((text) => `- ${text}`),
    '',
  ];
}

function openSection(
  maps: Registry,
  { name, version, area, kind, set, table: dataverse }: MapSummary,
): readonly string[] {
  const open = maps.openMaps().find((map) => map.name === name);
  return [
    `## ${name}`,
    '',
    `Version ${version} · ${area} · ${kind} · table ${dataverse === '' ? 'not published' : `\`${dataverse}\``} · set ${set === '' ? 'not published' : `\`${set}\``}`,
    '',
    'Does not run: it cannot be written down.',
    '',
    ...(open?.open ?? []).map((text) => `- ${text}`),
    ...((open?.properties.length ?? 0) > 0
      ? [`- Finance properties: ${open?.properties.join(', ') ?? ''}`]
      : []),
    '',
  ];
}

function rules(map: TableMap): readonly string[] {
  const { toFinance, toDataverse, document } = map;
  const lines: (string | undefined)[] = [
    toFinance?.filter &&
      `Sent when \`${toFinance.filter.text}\` (${toFinance.filter.evidence}); a row that leaves this ${toFinance.filter.exit === 'keep' ? 'stays in Finance as it is' : 'is deleted in Finance'}.`,
    toFinance?.goLiveDate && `Compared with the go-live date: \`${toFinance.goLiveDate}\`.`,
    toFinance && toFinance.references.length > 0
      ? `In Finance first: ${toFinance.references.map((each) => (each.kind === 'parent' ? `\`${each.lookup}\` (${each.map})` : `the ${each.table} in ${each.property}`)).join(', ')}.`
      : undefined,
    toFinance?.findBy && `An existing row is found by \`${toFinance.findBy}\`.`,
    toFinance?.frozenWhen && `Frozen: ${toFinance.frozenWhen.why} (${toFinance.frozenWhen.evidence}).`,
    toFinance?.closes &&
      `\`${toFinance.closes.property}\` ${toFinance.closes.member}, and a delete, wait while anything of the project is open.`,
    toFinance?.oneAtATimePer && `Written one at a time per ${toFinance.oneAtATimePer.join(', ')}.`,
    toFinance?.target === 'write-back'
      ? 'To Finance only what changes in rows that Finance made.'
      : undefined,
    toFinance &&
      (toFinance.deletes === 'propagate'
        ? 'A delete in Dataverse deletes in Finance.'
        : 'Never deletes in Finance.'),
    toDataverse && `Posted when \`${toDataverse.posted.text}\` (${toDataverse.posted.evidence}).`,
    toDataverse?.date && `Compared with go-live and first open period: \`${toDataverse.date}\`.`,
    toDataverse?.gather &&
      `One record out of the rows that agree in ${toDataverse.gather.by.join(', ')}; added up: ${toDataverse.gather.sum.join(', ')}.`,
    toDataverse?.exceptVendors && `Never of an intercompany vendor in \`${toDataverse.exceptVendors}\`.`,
    ...(toDataverse?.leaves ?? []).map((leaf) => `\`${leaf.lookup}\` must not be a summary row.`),
    toDataverse &&
      (toDataverse.deletes === 'propagate'
        ? 'A delete in Finance deletes in Dataverse.'
        : 'Never deletes in Dataverse.'),
    document &&
      `${document.role === 'header' ? 'Header' : 'Line'} of a document with "${document.counterpartOf}".`,
    ...map.expects.map(
      (each) => `Expected within ${each.withinMinutes} minutes: ${each.hop} (${each.evidence}).`,
    ),
  ];
  return lines.filter((line) => line !== undefined);
}

function column({ dataverse, transform }: Field): string {
  if (dataverse === undefined) return transform.kind === 'constant' ? 'constant' : '';
  return dataverse.orElse === undefined ? dataverse.path : `${dataverse.path}, else ${dataverse.orElse.path}`;
}

function value({ transform, whenEmpty, truncate, scale, required, omitEmpty }: Field): string {
  return [
    transformText(transform),
    whenEmpty === undefined ? '' : `empty: ${String(whenEmpty)}`,
    truncate === undefined ? '' : `cut at ${truncate}`,
    scale === undefined ? '' : `${scale} decimals`,
    required ? 'required' : '',
    omitEmpty === true ? 'not sent when empty' : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function transformText(transform: Transform): string {
  switch (transform.kind) {
    case 'copy':
      return '';
    case 'constant':
      return String(transform.value);
    case 'value-map':
      return pairs(transform.pairs);
    case 'label-map':
      return pairs(transform.labels);
  }
}

const pairs = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([member, option]) => `${member} = ${option === '' ? 'empty' : option}`)
    .join(', ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
