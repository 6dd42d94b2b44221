import type { Filter } from './filter.ts';
import { printFilter } from './print-filter.ts';
import type { Evidence, Field, TableMap } from './table-map.ts';
import { targetOf } from './target-of.ts';

/** One claim that a map makes about the two systems, and how sure it is. */
export interface MapLine {
  /** What it is about, for a list: the column that is filled, or `set`, `key`, `filter`, `posted`, `frozen`. */
  readonly name: string;
  /**
   * The whole claim, by which it is accepted: `msdyn_subject -> ProjectName`, `filter: statecode eq 0`. When the map
   * claims something else one day, this text is another one.
   */
  readonly line: string;
  readonly evidence: Evidence;
  /** The map with another evidence in this place. */
  readonly judged: (map: TableMap, evidence: Evidence) => TableMap;
}

/**
 * Every pair, key, set, filter, posted and frozen predicate that a map uses. Not among them: open pairs, which are not
 * sent, and expectations, which write nothing.
 */
export function mapLines(map: TableMap): readonly MapLine[] {
  return [
    ...map.fields.map((field): MapLine => ({
      name: targetOf(field),
      line: pairText(field),
      evidence: field.evidence,
      judged: (judged, evidence) => ({
        ...judged,
        fields: judged.fields.map((each) =>
          pairText(each) === pairText(field) ? { ...each, evidence } : each,
        ),
      }),
    })),
    {
      name: 'set',
      line: `set: ${map.finance.set}`,
      evidence: map.finance.setEvidence,
      judged: (judged, setEvidence) => ({ ...judged, finance: { ...judged.finance, setEvidence } }),
    },
    ...toFinanceLines(map),
    ...toDataverseLines(map),
  ];
}

function toFinanceLines({ toFinance }: TableMap): readonly MapLine[] {
  if (toFinance === undefined) return [];
  const { findBy, filter, frozenWhen } = toFinance;
  const changed = (map: TableMap, change: Partial<NonNullable<TableMap['toFinance']>>): TableMap =>
    map.toFinance === undefined ? map : { ...map, toFinance: { ...map.toFinance, ...change } };
  return [
    ...(findBy === undefined
      ? []
      : [
          {
            name: 'key',
            line: `key: ${findBy} finds a row in Finance`,
            evidence: toFinance.findByEvidence ?? 'inferred',
            judged: (map: TableMap, findByEvidence: Evidence) => changed(map, { findByEvidence }),
          },
        ]),
    ...(filter === undefined
      ? []
      : [
          {
            name: 'filter',
            line: `filter: ${filterText(filter)}`,
            evidence: filter.evidence,
            judged: (map: TableMap, evidence: Evidence) => changed(map, { filter: { ...filter, evidence } }),
          },
        ]),
    ...(frozenWhen === undefined
      ? []
      : [
          {
            name: 'frozen',
            line: `frozen: ${printFilter(frozenWhen.when)}`,
            evidence: frozenWhen.evidence,
            judged: (map: TableMap, evidence: Evidence) =>
              changed(map, { frozenWhen: { ...frozenWhen, evidence } }),
          },
        ]),
  ];
}

function toDataverseLines({ toDataverse }: TableMap): readonly MapLine[] {
  if (toDataverse === undefined) return [];
  const { findBy, posted, references } = toDataverse;
  const changed = (map: TableMap, change: Partial<NonNullable<TableMap['toDataverse']>>): TableMap =>
    map.toDataverse === undefined ? map : { ...map, toDataverse: { ...map.toDataverse, ...change } };
  return [
    {
      name: 'posted',
      line: `posted: ${filterText(posted)}`,
      evidence: posted.evidence,
      judged: (map, evidence) => changed(map, { posted: { ...posted, evidence } }),
    },
    ...(findBy.length === 0
      ? []
      : [
          {
            name: 'key',
            line: `key: ${findBy.join(', ')} find a row in Dataverse`,
            evidence: toDataverse.findByEvidence ?? 'inferred',
            judged: (map: TableMap, findByEvidence: Evidence) => changed(map, { findByEvidence }),
          },
        ]),
    ...references.map((reference): MapLine => {
      const key = Object.values(reference.key).join(', ');
      return {
        name: reference.lookup,
        line: `${key} of ${reference.map} -> ${reference.lookup}`,
        evidence: reference.evidence ?? 'inferred',
        judged: (map, evidence) =>
          changed(map, {
            references: (map.toDataverse?.references ?? []).map((each) =>
              each.lookup === reference.lookup ? { ...each, evidence } : each,
            ),
          }),
      };
    }),
  ];
}

const filterText = ({ when, notCarried }: { readonly when: Filter; readonly notCarried?: string }): string =>
  notCarried === undefined ? printFilter(when) : `${printFilter(when)}, where dual-write has: ${notCarried}`;

function pairText(field: Field): string {
  const { direction, dataverse, finance, transform } = field;
  if (transform.kind === 'constant') return `constant ${String(transform.value)} -> ${targetOf(field)}`;
  const path = [dataverse?.path, dataverse?.orElse?.path].filter((each) => each !== undefined).join(' or ');
  const property = finance?.property ?? '';
  const pair = direction === 'to-finance' ? `${path} -> ${property}` : `${property} -> ${path}`;
  if (transform.kind === 'copy') return pair;
  const values = transform.kind === 'value-map' ? transform.pairs : transform.labels;
  const listed = Object.entries(values).map(
    ([member, value]) => `${member} = ${value === '' ? 'empty' : value}`,
  );
  return `${pair} (${listed.join(', ')})`;
}
