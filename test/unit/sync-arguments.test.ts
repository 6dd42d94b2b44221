import { describe, expect, it } from 'vitest';
import { commands } from '../../scripts/sync/commands.ts';
import { readSyncArguments } from '../../scripts/sync/read-sync-arguments.ts';
import { UsageError } from '../../scripts/usage-error.ts';

const nobody = { SUPPORT_URL: 'http://127.0.0.1:1', SUPPORT_KEY: 'none' };

/** What a person is told who types this; nothing is called. */
async function refusal(...typed: readonly string[]): Promise<string> {
  try {
    const read = readSyncArguments(typed, nobody);
    await commands[read.command]?.(read, { now: 0, answer: () => undefined, note: () => undefined });
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('the arguments of npm run sync', () => {
  it.each([
    [['link', 'P-1'], 'Maps are named by --map.'],
    [['link', '--from', '2026-01-01'], 'link takes no --from, but --map, --company.'],
    [['again', 'some', '--map', 'Project tasks'], 'again takes no --map.'],
    [['run', 'some', '--reason', 'because'], 'run takes no --reason.'],
    [['initial', '--from', 'gestern'], '--from: "gestern" is no date'],
    [['initial', '--from', '2026-02-30'], '--from: "2026-02-30" is no date'],
    [
      ['initial', '--from', '2026-02-01', '--to', '2026-01-31'],
      '--from 2026-02-01 is after --to 2026-01-31.',
    ],
    [['resync', '--map', 'x', '--changed-since', '2026-13-01'], '--changed-since: "2026-13-01" is no date'],
    [['accept', 'P-1', '--reason', 'posted', '--until', 'soon'], '--until: "soon" is no date'],
    [['accept', '--reason', 'posted'], 'Say which and why: '],
    [['distrust'], 'distrust --reason "restore of Finance to 3 May"'],
    [['distrust', 'P-1', '--reason', 'restore'], 'It is about all records'],
    [['confirm'], 'confirm takes one run; npm run sync -- runs lists them.'],
    [['confirm', 'some'], 'Who confirms? npm run sync -- confirm some --as NAME'],
    [['runs', 'some'], 'npm run sync -- run RUN'],
    [['run'], 'run takes one run'],
    [[], 'What shall be done?'],
  ] as const)('%j are refused with what would be right', async (typed, text) => {
    expect(await refusal(...typed)).toContain(text);
  });
});
