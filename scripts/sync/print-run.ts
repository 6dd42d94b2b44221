import type { Run, RunUnit } from '../../shared/start/run.ts';
import type { RunProgress } from '../../shared/start/run-progress.ts';
import { rowsDone } from '../../shared/start/rows-done.ts';
import { humanSpan, humanTime } from '../support/human-time.ts';
import { table } from '../support/table.ts';
import { count, resultWords } from '../../shared/support/words.ts';

const words: Readonly<Record<string, string>> = {
  ...resultWords,
  rejected: 'refused',
  linked: 'linked',
  known: 'linked before',
  'only-in-dataverse': 'only in Dataverse',
  'only-in-finance': 'only in Finance',
  doubled: 'DOUBLED',
  unnamed: 'without a business id',
  busy: 'was being worked on',
  folded: 'left with a live change',
};

const kindWords = { link: 'Link', initial: 'Initial sync', resync: 'Resync' } as const;

/**
 * One line on the way: rows, how many the host at work does in a second, and how much is left of the map it is at. What a
 * host before it did says nothing of how fast this one is.
 */
export function progressLine({ run, units, rows }: RunProgress): string {
  const at = units.find(({ step }) => step === 'begun') ?? units.find(({ step }) => step === 'to-do');
  const done = units.filter(({ step }) => step === 'done' || step === 'stopped').length;
  const rate = at?.pace === undefined || at.pace.milliseconds === 0 ? 0 : at.pace.rows / at.pace.milliseconds;
  const left = at?.total === undefined ? undefined : Math.max(0, at.total - rowsDone(at.counts));
  return [
    `${kindWords[run.kind]} ${run.id}: ${String(done)} of ${count(units.length, 'unit')} done`,
    ...(run.kind === 'link' ? [] : [`, ${count(rows.done, 'row')}`]),
    ...(run.kind === 'link' || rate === 0 ? [] : [`, ${perSecond(rate * 1_000)} a second`]),
    ...(left === undefined ? [] : [`, ${left.toLocaleString('en-US')} of this map to go`]),
    ...(left === undefined || left === 0 || rate === 0
      ? []
      : [` in ${humanSpan(Math.max(1_000, left / rate))}`]),
    ...(at === undefined ? [] : [`; ${at.map} in ${at.company}`]),
  ].join('');
}

const perSecond = (rate: number): string => rate.toFixed(rate < 10 ? 1 : 0);

/** What came of a run: by map and company, and every row that a person should look at. */
export function printRun({ run, units, rows, failures }: RunProgress): string {
  const shown = units.filter(({ counts, step }) => step !== 'done' || Object.keys(counts).length > 0);
  const named = units.flatMap(({ map, company, findings }) =>
    findings.map((finding) => ({ map, company, ...finding })),
  );
  const hidden = units.reduce((all, unit) => all + hiddenOf(unit), 0);
  const look = { shares: [3, 0, 2, 4], compact: true } as const;
  return [
    headOf(run, units.length, rows.done),
    ...(shown.length === 0
      ? ['Nothing was there.']
      : [table(['map', 'company', 'step', 'rows'], shown.map(lineOf), look)]),
    ...(named.length === 0
      ? []
      : [
          'Rows to look at:',
          table(
            ['map', 'company', 'what', 'row and why'],
            named.map(({ map, company, what, row, why }) => [
              map,
              company,
              words[what] ?? what,
              why === undefined ? row : `${row}: ${why}`,
            ]),
            look,
          ),
        ]),
    ...(hidden > 0 ? [`… and ${count(hidden, 'more row')} of these kinds.`] : []),
    ...(failures > 0 && run.kind !== 'link'
      ? [`${count(failures, 'row')} did not settle. What is still open: npm run sync -- again ${run.id}`]
      : []),
  ].join('\n');
}

function headOf(run: Run, units: number, done: number): string {
  const name = `${kindWords[run.kind]} ${run.id}`;
  if (run.finishedAt !== undefined)
    return `${name} is finished: ${count(done, 'row')} in ${count(units, 'unit')} (map and company).`;
  return run.needsConfirmation && run.confirmedBy === undefined
    ? `${name} waits for another person than ${run.by} to confirm it: npm run sync -- confirm ${run.id} --as NAME`
    : `${name} is under way: ${count(done, 'row')} so far. npm run sync -- run ${run.id}`;
}

const lineOf = ({ map, company, step, why, counts }: RunUnit): readonly string[] => [
  map,
  company,
  why === undefined ? step : `${step}: ${why}`,
  Object.entries(counts)
    .map(([what, many]) => `${many.toLocaleString('en-US')} ${words[what] ?? what}`)
    .join(', '),
];

/** Rows of the kinds that are named, beyond those that are. */
function hiddenOf({ counts, findings }: RunUnit): number {
  const kinds = new Set(findings.map(({ what }) => what));
  return [...kinds].reduce((all, what) => all + (counts[what] ?? 0), 0) - findings.length;
}

export const printRuns = (runs: readonly Run[], now: number): string =>
  runs.length === 0
    ? 'Nothing was linked or synced yet.'
    : table(
        ['run', 'what', 'who', 'when', 'units', 'state'],
        runs.map((run) => [
          run.id,
          kindWords[run.kind],
          run.by,
          humanTime(run.at, now),
          String(run.units),
          run.finishedAt !== undefined
            ? 'finished'
            : run.needsConfirmation && run.confirmedBy === undefined
              ? 'waits for a second person'
              : 'under way',
        ]),
        { shares: [0, 0, 2, 0, 0, 0], compact: true },
      );
