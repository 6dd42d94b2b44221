import Table from 'cli-table3';
import type { Failed } from '../../shared/register/apply-differences.ts';
import type { Item } from '../../shared/register/checklist.ts';
import type { Action, Difference } from '../../shared/register/difference.ts';

const order: readonly Action[] = ['blocked', 'create', 'change', 'remove', 'foreign', 'same'];

/** Differences as a table, what is the same only as a number. */
export function printDifferences(differences: readonly Difference[]): string {
  const shown = differences
    .filter(({ action }) => action !== 'same')
    .sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action));
  const same = differences.length - shown.length;
  const counted = `${same} of ${differences.length} are as they shall be.`;
  if (shown.length === 0) return differences.length === 0 ? 'There is nothing of ours.' : counted;
  const table = new Table({
    head: ['', 'what', 'name', 'details'],
    style: { head: [], border: [], compact: true },
    colWidths: [9, 10, 62, 84],
    wordWrap: true,
  });
  for (const { action, what, name, details } of shown) table.push([action, what, name, details.join('\n')]);
  return `${table.toString()}\n${counted}`;
}

/** What could not be done, one line each. */
export function printFailed(failed: readonly Failed[]): string {
  return ['Not done:', ...failed.map(({ name, why }) => `  ${name}: ${why}`)].join('\n');
}

const words: Readonly<Record<Item['state'], string>> = {
  missing: 'MISSING',
  unknown: 'look',
  done: 'done',
};

/** What a person does, numbered. */
export function printChecklist(items: readonly Item[]): string {
  const table = new Table({
    head: ['', '', 'what to do', 'seen'],
    style: { head: [], border: [], compact: true },
    colWidths: [6, 9, 84, 66],
    wordWrap: true,
  });
  for (const { id, state, does, seen } of items) table.push([id, words[state], does, seen]);
  const missing = items.filter(({ state }) => state === 'missing').length;
  const unknown = items.filter(({ state }) => state === 'unknown').length;
  return `By hand:\n${table.toString()}\n${missing} missing, ${unknown} cannot be told from here, ${items.length - missing - unknown} done.`;
}
