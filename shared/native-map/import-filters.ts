import type { Filter } from '../table-map/filter.ts';
import type { ImportedFilter, ImportedMap, NotCarriedFilter } from '../table-map/imported-map.ts';
import { printFilter } from '../table-map/print-filter.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Condition } from './filter/condition.ts';
import type { Difference } from './difference.ts';
import { dataverseColumn } from './filter/dataverse-column.ts';
import { FilterError } from './filter/filter-error.ts';
import { financeProperty } from './filter/finance-property.ts';
import { parseOData } from './filter/parse-odata.ts';
import { parseRange } from './filter/parse-range.ts';
import { sameFilter } from './filter/same-filter.ts';
import { toFilter, type FilterColumn } from './filter/to-filter.ts';
import type { NativeMap } from './native-map.ts';

export interface ImportedFilters extends Pick<ImportedMap, 'filter' | 'posted'> {
  readonly differences: readonly Difference[];
}

/**
 * Both filters of a native map. A filter of the Dataverse side takes the place of ours. One of the Finance side holds
 * besides our posted predicate, because a draft must never cross. Where dual-write filters nothing, or what ours cannot
 * say, ours stays.
 */
export function importFilters(map: TableMap, native: NativeMap): ImportedFilters {
  const dataverse = filterOf(native.dataverseFilter, parseOData, (name) =>
    dataverseColumn(map.dataverse.table, name),
  );
  const finance = filterOf(native.financeFilter, parseRange, (name) =>
    financeProperty(map.finance.entity, name),
  );
  const { toFinance, toDataverse } = map;
  const sent = compared('filter', dataverse, toFinance?.filter?.when, {
    there: toFinance !== undefined,
    nowhere: 'this map of ours never writes to Finance',
    ours: 'ours stays; write "none" in place of "ours" at filter to send every row',
    decide: 'write a filter of ours, "ours" or "none" at filter',
  });
  const everything = toDataverse?.posted.when.kind === 'everything';
  const posted = compared('posted', finance, everything ? undefined : toDataverse?.posted.when, {
    there: toDataverse !== undefined,
    nowhere: 'this map of ours brings no rows from Finance',
    ours: 'ours stays: a draft must never cross',
    decide: 'write a filter of ours or "ours" at posted',
  });
  const alone = posted.difference?.outcome !== 'changed';
  return {
    filter: sent.filter ?? sent.notCarried ?? 'ours',
    posted:
      posted.filter === undefined
        ? (posted.notCarried ?? 'ours')
        : { ...posted.filter, ...(alone ? { instead: true } : {}) },
    differences: [
      ...(sent.difference === undefined ? [] : [sent.difference]),
      ...(posted.difference === undefined
        ? []
        : [
            alone
              ? posted.difference
              : {
                  ...posted.difference,
                  why: 'both hold: a draft must never cross; add instead: true at posted if this is what tells posted rows',
                },
          ]),
    ],
  };
}

type Read =
  | { readonly kind: 'none'; readonly text: '' }
  | { readonly kind: 'read'; readonly text: string; readonly when: Filter }
  | { readonly kind: 'refused'; readonly text: string; readonly reason: string };

function filterOf(
  text: string,
  parse: (text: string) => Condition,
  columnOf: (name: string) => FilterColumn,
): Read {
  if (text === '') return { kind: 'none', text };
  try {
    return { kind: 'read', text, when: toFilter(parse(text), columnOf) };
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { kind: 'refused', text, reason: `the filter ${error.message}` };
  }
}

interface Compared {
  readonly filter?: ImportedFilter;
  readonly notCarried?: NotCarriedFilter;
  readonly difference?: Difference;
}

function compared(
  line: 'filter' | 'posted',
  read: Read,
  builtIn: Filter | undefined,
  words: {
    readonly there: boolean;
    readonly nowhere: string;
    readonly ours: string;
    readonly decide: string;
  },
): Compared {
  const about = {
    line,
    environment: read.text,
    builtIn: builtIn === undefined ? '' : printFilter(builtIn),
  } as const;
  if (read.kind === 'none')
    return builtIn === undefined
      ? {}
      : { difference: { ...about, outcome: 'kept', why: `dual-write filters nothing there; ${words.ours}` } };
  if (!words.there) return { difference: { ...about, outcome: 'not-carried', why: words.nowhere } };
  if (read.kind === 'refused') {
    const { text, reason } = read;
    const stays = builtIn === undefined ? 'no filter holds' : 'ours holds alone';
    return {
      notCarried: { text, notCarried: reason },
      difference: {
        ...about,
        outcome: 'not-carried',
        why: `${reason}; ${stays}, and outside the sandboxes the map does not run: ${words.decide}, or accept the line`,
      },
    };
  }
  const { text, when } = read;
  if (builtIn === undefined)
    return { filter: { text, when }, difference: { ...about, outcome: 'added', why: '' } };
  return sameFilter(when, builtIn)
    ? { filter: { text, when: builtIn }, difference: { ...about, outcome: 'confirmed', why: '' } }
    : { filter: { text, when }, difference: { ...about, outcome: 'changed', why: '' } };
}
