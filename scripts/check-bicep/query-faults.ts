import { figures } from '../../shared/telemetry/figures.ts';
import type { Finding } from './finding.ts';
import type { Source } from './source.ts';

/** Dimensions whose values are few, with all of them, by figure. */
const known: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'any'>>>> =
  Object.fromEntries(Object.entries(figures).map(([name, { by }]) => [name, by]));

/** A word that a query compares a name or a dimension with: `name == "x"`, `customDimensions.kind in ("a", "b")`. */
const comparison = /\b(name|customDimensions\.(\w+))\)? *(?:==|in) *("[^"]*"|\([^)]*\))/g;
const used = /customDimensions\.(\w+)/g;
/** Columns of customMetrics that hold numbers: https://learn.microsoft.com/azure/azure-monitor/reference/tables/appmetrics */
const numbers: ReadonlySet<string> = new Set(['valueCount', 'valueSum', 'valueMin', 'valueMax', 'value']);

/**
 * Queries of alerts and workbook that ask for a figure, a dimension or a value that the app never emits, and alerts that read
 * lines of a log: those are sampled by the host (host.json), so that an alert on them may never fire.
 */
export const queryFaults = (sources: readonly Source[]): readonly Finding[] =>
  sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const start = line.search(/customMetrics|customEvents|\btraces\b/);
      if (start < 0 || /^\s*\/\//.test(line)) return [];
      const query = /^[^']*?(?=",?$|'|$)/.exec(line.slice(start).replaceAll('\\"', '"'))?.[0] ?? '';
      return faultsOf(query, file.endsWith('.bicep')).map((says): Finding => ({
        file,
        line: index + 1,
        column: start + 1,
        says,
      }));
    }),
  );

function faultsOf(query: string, isAlert: boolean): readonly string[] {
  if (!query.startsWith('customMetrics'))
    return isAlert
      ? ['an alert on log lines or events: the host samples them away, count a figure instead']
      : [];
  const compared = [...query.matchAll(comparison)].map(([, what = '', dimension, words = '']) => ({
    dimension: what === 'name' ? undefined : dimension,
    words: [...words.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word),
  }));
  const names = compared.filter(({ dimension }) => dimension === undefined).flatMap(({ words }) => words);
  if (names.length === 0) return ['a query of customMetrics that names no figure'];
  const unknown = names.filter((name) => !(name in known));
  if (unknown.length > 0) return unknown.map((name) => `the app has no figure ${name}`);
  const dimensions = [...query.matchAll(used)].map(([, dimension = '']) => dimension);
  return [
    ...new Set([
      ...['()', '[]'].flatMap(([open = '', close = '']) =>
        query.split(open).length === query.split(close).length ? [] : [`${open} and ${close} do not pair`],
      ),
      // A part of customDimensions is dynamic: == compares it with a text, in does not.
      ...(/customDimensions\.\w+ in /.test(query) ? ['in wants tostring(customDimensions.…)'] : []),
      ...[...query.matchAll(/\bvalue\w*|\w+Value\b/g)]
        .filter(([column]) => !numbers.has(column))
        .map(([column]) => `customMetrics has no column ${column}`),
      ...dimensions.flatMap((dimension) =>
        names
          .filter((name) => known[name]?.[dimension] === undefined)
          .map((name) => `the figure ${name} has no ${dimension}`),
      ),
      ...compared.flatMap(({ dimension, words }) =>
        dimension === undefined
          ? []
          : names.flatMap((name) => {
              const values = known[name]?.[dimension];
              return values === undefined || values === 'any'
                ? []
                : words
                    .filter((word) => !values.includes(word))
                    .map((word) => `the figure ${name} never has ${dimension} ${word}`);
            }),
      ),
    ]),
  ];
}
