import { cells } from './cells.ts';
import type { Report } from './report.ts';

const begin = '<!-- figures: npm run bench -- --write-page -->';
const end = '<!-- end of the figures -->';

/**
 * The page with its table renewed.
 *
 * @throws Error when the page has lost the two comments between which the table stands.
 */
export function pageWith(page: string, report: Report): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page lacks "${begin}" … "${end}".`);
  return `${page.slice(0, from + begin.length)}\n${tables(report)}\n${page.slice(to)}`;
}

const tables = (report: Report): string =>
  Object.entries(report)
    .map(([bench, { at, machine, runs, measures }]) =>
      [
        '',
        `### ${bench}`,
        '',
        `Medians of ${String(runs)} runs, ${at.slice(0, 10)}, Node ${machine.node} on ${String(machine.cores)} cores (${machine.cpu}).`,
        '',
        '| of | what | median | lowest–highest | unit | goal | |',
        '|---|---|---|---|---|---|---|',
        ...measures.map((measure) => {
          const { median, range } = cells(measure);
          const goal =
            measure.goal === undefined
              ? ' | '
              : `${measure.goal.text} | ${measure.goal.met ? 'met' : '**missed**'}`;
          return `| ${measure.of} | ${measure.what} | ${median} | ${range} | ${measure.unit} | ${goal} |`;
        }),
        '',
      ].join('\n'),
    )
    .join('');
