import type { Preview } from '../../shared/support/preview.ts';
import { verdicts } from '../../shared/support/verdict.ts';
import { printFields } from './print-record.ts';
import { table } from './table.ts';
import { count, recordWords, verdictWords } from '../../shared/support/words.ts';

/** Records that are shown one by one; of more only the counts and the first ones are. */
const mostShown = 20;

/** What a replay of a list would come to. */
export function printPreview(items: readonly Preview[]): string {
  const [only] = items;
  if (only === undefined) return 'Nothing is open that fits.';
  if (items.length === 1) return printOne(only);
  const counts = verdicts
    .map((verdict) => [verdict, items.filter((item) => item.verdict === verdict).length] as const)
    .filter(([, many]) => many > 0)
    .map(([verdict, many]) => `${many.toLocaleString('en-US')} ${verdictWords[verdict]}`);
  const rows = items
    .slice(0, mostShown)
    .map((item) => [recordWords(item), verdictWords[item.verdict], `${item.why}${dateWords(item)}`]);
  return [
    `${count(items.length, 'record')}: ${counts.join(', ')}.`,
    table(['record', 'if replayed now', 'why'], rows, { shares: [3, 0, 5] }),
    ...(items.length > mostShown
      ? [`… and ${(items.length - mostShown).toLocaleString('en-US')} more (--json shows all)`]
      : []),
  ].join('\n');
}

function printOne(item: Preview): string {
  const different = item.fields.filter(({ differs }) => differs);
  const shown = item.would === 'create' ? item.fields : different;
  return [
    `${recordWords(item)}: ${verdictWords[item.verdict]}.`,
    `${item.why}${dateWords(item)}`,
    ...(shown.length > 0 ? [printFields(shown, item.direction ?? 'to-finance')] : []),
  ].join('\n');
}

function dateWords({ date }: Preview): string {
  if (date === undefined) return '';
  const notes = [
    date.beforeGoLive === true ? 'before the go-live' : undefined,
    date.beforeFirstOpenPeriod === true ? 'before the first open period' : undefined,
  ].filter((note) => note !== undefined);
  return ` Dated ${date.date}${notes.length === 0 ? '' : `, ${notes.join(' and ')}`}.`;
}
