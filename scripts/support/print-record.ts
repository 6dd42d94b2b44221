import type { TimelineRow } from '../../shared/ledger/ledger.ts';
import type { FieldPair } from '../../shared/support/pair-fields.ts';
import type { ShownRecord } from '../../shared/support/show-record.ts';
import { humanAge, humanTime } from './human-time.ts';
import { table } from './table.ts';
import { cureWords, recordWords, verdictWords } from '../../shared/support/words.ts';

/** Everything of one record, the most important first. */
export function printRecord({ state, open, replay, timeline, preview }: ShownRecord, now: number): string {
  const lines = [recordWords(preview), ''];
  if (open === undefined)
    lines.push(
      `State: ${state?.outcome ?? 'unknown'}${state?.reason === undefined ? '' : `, ${state.reason}`}`,
    );
  else {
    lines.push(`State: ${open.standing} since ${humanTime(open.since, now)}`);
    if (open.field !== undefined) lines.push(`Column: ${open.field}`);
    lines.push(`What is the matter: ${open.message}`);
    if (open.hint !== undefined) lines.push(`What to do: ${open.hint}`);
    lines.push(`Who can cure it: ${cureWords[open.cure]}`);
    if (open.nextAt !== undefined) lines.push(`Next look: ${humanAge(open.nextAt, now)}, by itself`);
  }
  if (preview.stage !== undefined) {
    const { stage, voucher } = preview.stage;
    lines.push(`Stands in Finance: ${stage}${voucher === undefined ? '' : `, voucher ${voucher}`}`);
  }
  if (replay !== undefined)
    lines.push(
      `${replay.by} has been replaying it since ${humanTime(replay.at, now)}; the answer is still to come.`,
    );
  lines.push('', `If it were replayed now: ${verdictWords[preview.verdict]}. ${preview.why}`);
  if (preview.fields.length > 0)
    lines.push('', printFields(preview.fields, preview.direction ?? 'to-finance'));
  if (timeline.length > 0) lines.push('', 'What happened, the newest first:', printTimeline(timeline, now));
  lines.push('', `Record: ${preview.record}`);
  return lines.join('\n');
}

/** Both rows side by side; a difference is marked. */
export function printFields(fields: readonly FieldPair[], direction: 'to-finance' | 'to-dataverse'): string {
  const [from, to] = direction === 'to-finance' ? ['Dataverse', 'Finance'] : ['Finance', 'Dataverse'];
  const rows = fields.map((field) => [
    field.differs ? '≠' : '',
    field.source ?? '(constant)',
    shown(field.sourceValue),
    field.column,
    shown(field.expected),
    shown(field.counterpartValue),
  ]);
  return table(['', `${from} column`, 'has', `${to} column`, 'should have', 'has'], rows, {
    shares: [0, 5, 3, 4, 3, 3],
    compact: true,
  });
}

const longestValue = 120;

const shown = (value: string | undefined): string =>
  value === undefined ? '–' : value === '' ? '(empty)' : value.slice(0, longestValue);

const printTimeline = (timeline: readonly TimelineRow[], now: number): string =>
  table(
    ['when', 'what', 'came from', 'came to'],
    timeline.map((row) => [
      humanTime(row.at, now),
      row.direction === 'to-finance' ? 'to Finance' : 'to Dataverse',
      row.origin,
      [
        row.outcome,
        row.failure?.message ?? row.reason,
        row.changedFields === undefined || row.changedFields.length === 0
          ? undefined
          : `wrote ${row.changedFields.join(', ')}`,
      ]
        .filter((part) => part !== undefined)
        .join('\n'),
    ]),
    { shares: [0, 0, 2, 4] },
  );
