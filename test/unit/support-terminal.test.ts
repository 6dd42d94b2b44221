import { describe, expect, it } from 'vitest';
import { humanAge } from '../../scripts/support/human-time.ts';
import { readArguments } from '../../scripts/support/read-arguments.ts';
import { UsageError } from '../../scripts/usage-error.ts';
import { wrap } from '../../scripts/support/wrap.ts';

const environment = { SUPPORT_URL: 'http://here', SUPPORT_KEY: 'k' };

describe('what is typed at the terminal', () => {
  it('is read into a command, names, filters as the API calls them, and where to call', () => {
    const typed = 'replay P-1 P-2 --cause parent-missing --older-than 2h --as June --json'.split(' ');
    expect(readArguments(typed, environment)).toMatchObject({
      command: 'replay',
      names: ['P-1', 'P-2'],
      query: { cause: 'parent-missing', olderThan: '2h' },
      flags: { json: true, all: false },
      connection: { url: 'http://here', key: 'k', user: 'June' },
    });
  });

  it('takes the address from the command before the environment', () => {
    const { connection } = readArguments(['list', '--url', 'http://there', '--key', 'x'], environment);
    expect(connection).toMatchObject({ url: 'http://there', key: 'x' });
  });

  it.each([
    ['nothing', [], environment, 'What shall be done?'],
    ['no address', ['list'], {}, 'SUPPORT_URL'],
    ['an option that does not exist', ['list', '--colour'], environment, '--colour'],
  ])('is refused with the reason where it is %s', (_what, typed, given, text) => {
    expect(() => readArguments(typed, given)).toThrow(UsageError);
    expect(() => readArguments(typed, given)).toThrow(text);
  });
});

describe('what the terminal prints', () => {
  it('says how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-10-25T10:00:00.000Z');
    const ages = [
      '2026-10-25T09:59:59.500Z',
      '2026-10-25T09:59:01Z',
      '2026-10-25T08:00:00Z',
      '2026-10-24T09:00:00Z',
      '2026-10-25T10:05:00Z',
    ];
    expect(ages.map((at) => humanAge(at, now))).toEqual([
      'just now',
      '59 seconds ago',
      '2 hours ago',
      '1 day ago',
      'in 5 minutes',
    ]);
  });

  it('breaks a text between words, and a word only where it does not fit at all', () => {
    expect(wrap('one two three', 8)).toBe('one two\nthree');
    expect(wrap('a 1234567890', 4)).toBe('a\n1234\n5678\n90');
    expect(wrap('one\ntwo', 8)).toBe('one\ntwo');
  });
});
