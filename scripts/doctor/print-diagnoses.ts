import Table from 'cli-table3';
import type { Diagnosis } from '../../shared/doctor/diagnosis.ts';

/** What is wrong and what cannot be told as a table, what is well in one line each. */
export function printDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const well = diagnoses.filter(({ state }) => state === 'ok');
  const wrong = diagnoses.filter(({ state }) => state === 'wrong');
  const unknown = diagnoses.filter(({ state }) => state === 'unknown');
  const table = new Table({
    head: ['', 'about', 'what', 'what to do'],
    style: { head: [], border: [] },
    colWidths: [8, 16, 74, 66],
    wordWrap: true,
  });
  for (const { state, about, what, remedy } of [...wrong, ...unknown])
    table.push([state === 'wrong' ? 'WRONG' : 'look', about, what, remedy ?? '']);
  return [
    ...well.map(({ about, what }) => `✓ ${about.padEnd(14)} ${short(what)}`),
    ...(wrong.length + unknown.length === 0 ? [] : ['', table.toString()]),
    '',
    wrong.length === 0
      ? 'Nothing is wrong.'
      : `${wrong.length === 1 ? 'One thing is' : `${wrong.length} things are`} wrong.`,
  ].join('\n');
}

const longest = 120;

/** Lists of versions are whole with --json. */
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
