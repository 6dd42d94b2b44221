import { figures } from '../../shared/telemetry/figures.ts';
import type { Finding } from './finding.ts';
import { kustoProblems } from './kusto-problems.ts';
import type { Source } from './source.ts';

/** Dimensions whose values are few, with all of them, by figure. */
const known: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'any'>>>> =
  Object.fromEntries(Object.entries(figures).map(([name, { by }]) => [name, by]));

/** A word that a query compares a name or a dimension with: `name == "x"`, `customDimensions.kind in ("a", "b")`. */
const comparison = /\b(name|customDimensions\.(\w+))\)? *(?:==|in) *("[^"]*"|\([^)]*\))/g;
const used = /customDimensions\.(\w+)/g;

/** A query as it stands in a template or a workbook. */
const written = /\bquery"?: ['"](.*?)(?:'|",?)$/;

/**
 * Queries of alerts and workbook that are no Kusto, that ask for a figure, a dimension or a value that the app never emits, and
 * alerts that read lines of a log: those are sampled by the host (host.json), so that an alert on them may never fire.
 */
export const queryFaults = (sources: readonly Source[]): readonly Finding[] =>
  sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const [, quoted] = written.exec(line) ?? [];
      if (quoted === undefined) return [];
      const query = quoted.replaceAll('\\"', '"');
      return [...kustoProblems(query), ...faultsOf(query, file.endsWith('.bicep'))].map((says): Finding => ({
        file,
        line: index + 1,
        column: line.indexOf(quoted) + 1,
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
