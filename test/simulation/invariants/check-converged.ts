import type { ODataValue } from '../../../shared/odata/value.ts';
import type { ReadRow } from '../../../shared/sync/counterpart.ts';
import { sameValue } from '../../../shared/sync/same-value.ts';
import { canonicalKey } from '../../../shared/table-map/canonical-key.ts';
import { columnsToRead } from '../../../shared/table-map/columns-to-read.ts';
import { recordOf } from '../../../shared/table-map/record-of.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import type { TableRef } from '../../../shared/table-map/table-ref.ts';
import { matches } from '../../../shared/table-map/matches.ts';
import { tableRefs } from '../../../shared/table-map/table-refs.ts';
import { transformToDataverse } from '../../../shared/table-map/transform-to-dataverse.ts';
import { transformToFinance } from '../../../shared/table-map/transform-to-finance.ts';
import { records } from '../run/records.ts';
import { isStranded } from '../run/stranded.ts';
import type { Simulation } from '../run/simulation.ts';
import { memoryCounterpart, type Network } from '../stand-ins/memory-counterpart.ts';
import { companies } from '../workload/reference-rows.ts';
import { actualsMap, categoriesMap, projectsMap, tables, tasksMap } from '../workload/simulated-maps.ts';
import { checkCalm } from './check-calm.ts';

type Values = Readonly<Record<string, ODataValue>>;

const at: Network = (_call, effect) => Promise.resolve(effect());

/** I3: causes are repaired and all is replayed, so each counterpart row is what its source row makes of it, and no other is there. */
export async function checkConverged(simulation: Simulation): Promise<void> {
  const { history, bus } = simulation;
  await checkCalm(simulation);
  for (const state of await records(simulation))
    if (state.outcome === 'waiting' || state.outcome === 'retrying' || state.outcome === 'rejected')
      history.violated(
        'I3',
        `${state.record} is still ${state.outcome}: ${state.failure?.code ?? ''} ${state.failure?.message ?? ''}`,
      );
  for (const message of bus.messages())
    if (!isStranded(simulation, message))
      history.violated('I1', `${message.messageId} is still ${message.state}`);
  for (const map of [projectsMap, tasksMap, actualsMap]) await checkFinance(simulation, map);
  await checkWriteBack(simulation);
  await checkMirror(simulation);
}

async function checkFinance(simulation: Simulation, map: TableMap): Promise<void> {
  const { history, dataverse, finance } = simulation;
  const refs = tableRefs(map);
  const sources = await all(
    memoryCounterpart(dataverse, { network: at }).scan(
      refs.dataverse,
      { kind: 'everything' },
      undefined,
      undefined,
      columnsToRead(map, 'to-finance'),
    ),
  );
  const expected = new Set<string>();
  for (const source of sources) {
    const { values, updateOnly, key } = transformToFinance(map, source.values);
    const record = recordOf(map, String(source.key[map.dataverse.id]));
    const text = canonicalKey(key, map.finance.key).toLowerCase();
    const filter = map.toFinance?.filter;
    const outside = filter !== undefined && !matches(filter.when, source.values);
    const old = map === actualsMap && String(source.values['msdyn_transactiondate']) < '2026-01-01';
    if (!companies.has(String(key['dataAreaId'])) || old) continue;
    expected.add(text);
    // What left the filter stays in Finance as it is.
    if (outside || history.overwritten.has(`${refs.finance.table}|${text}`.toLowerCase())) continue;
    const row = await memoryCounterpart(finance, { network: at }).read(
      refs.finance,
      key,
      Object.keys(map.finance.key).concat(
        Object.keys(values),
        Object.keys(updateOnly),
        map === actualsMap ? ['VoucherNumber'] : [],
      ),
    );
    if (row === undefined) {
      history.violated('I3', `${record} is not in Finance as ${text}`);
      continue;
    }
    if (map === actualsMap && row.values['VoucherNumber'] !== '') continue;
    for (const difference of differences(refs.finance, row.values, { ...values, ...updateOnly }))
      history.violated('I3', `${record} in Finance: ${difference}`);
  }
  for (const row of finance.rows(refs.finance.table)) {
    const text = canonicalKey(row.values, map.finance.key).toLowerCase();
    if (!expected.has(text))
      history.violated('I3', `${map.finance.set} ${text} is in Finance without a source row`);
  }
}

async function checkWriteBack({ history, dataverse, finance }: Simulation): Promise<void> {
  for (const row of finance.rows(tables.financeActual.table)) {
    if ((row.values['VoucherNumber'] ?? '') === '') continue;
    const id = row.values['ActualId'] ?? '';
    const { values } = transformToDataverse(actualsMap, { ...nothing(actualsMap), ...row.values });
    const found = await memoryCounterpart(dataverse, { network: at }).read(
      tables.actual,
      { msdyn_actualid: id },
      Object.keys(values),
    );
    for (const difference of differences(tables.actual, found?.values ?? {}, values))
      history.violated('I3', `${recordOf(actualsMap, String(id))} in Dataverse: ${difference}`);
  }
}

async function checkMirror({ history, dataverse, finance }: Simulation): Promise<void> {
  const mirrors = await all(
    memoryCounterpart(dataverse, { network: at }).scan(
      tables.mirroredCategory,
      { kind: 'everything' },
      undefined,
      undefined,
      ['msdyn_name', 'msdyn_expensetype', 'statecode'],
    ),
  );
  const sources = finance.rows(tables.category.table);
  for (const source of sources) {
    const { values } = transformToDataverse(categoriesMap, { ...nothing(categoriesMap), ...source.values });
    const found = mirrors.filter((row) => row.values['msdyn_name'] === values['msdyn_name']);
    const name = recordOf(categoriesMap, canonicalKey(source.values, tables.category.key));
    if (found.length !== 1)
      history.violated(
        'I3',
        `${name} is in Dataverse ${String(found.length)} times as ${String(values['msdyn_name'])}`,
      );
    for (const difference of differences(tables.mirroredCategory, found[0]?.values ?? {}, values))
      history.violated('I3', `${name} in Dataverse: ${difference}`);
  }
  if (mirrors.length > sources.length)
    history.violated(
      'I3',
      `Dataverse has ${String(mirrors.length)} categories and Finance ${String(sources.length)}`,
    );
}

const differences = (table: TableRef, stored: Values, wanted: Values): readonly string[] =>
  Object.entries(wanted).flatMap(([column, value]) =>
    sameValue(table.columns[column] ?? 'text', stored[column] ?? null, value)
      ? []
      : [`${column} is ${String(stored[column] ?? null)} in place of ${String(value)}`],
  );

/** Every property that is read, as nothing. */
const nothing = (map: TableMap): Values =>
  Object.fromEntries(columnsToRead(map, 'to-dataverse').map((column) => [column, null]));

async function all(pages: AsyncIterable<readonly ReadRow[]>): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
