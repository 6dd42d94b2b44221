import { UsageError } from '../usage-error.ts';

/** Flags that only some commands take. */
const ownFlags = [
  'map',
  'company',
  'from',
  'to',
  'period',
  'cause',
  'changed-since',
  'reason',
  'until',
] as const;
type OwnFlag = (typeof ownFlags)[number];

const taken: Readonly<Record<string, readonly OwnFlag[]>> = {
  link: ['map', 'company'],
  initial: ['map', 'company', 'from', 'to', 'period'],
  resync: ['map', 'company', 'cause', 'changed-since'],
  accept: ['reason', 'until'],
  distrust: ['reason'],
  confirm: [],
  again: [],
  run: [],
  runs: [],
};

/**
 * That a command takes each of the flags that were typed: one that is passed over in silence would do more than was asked
 * for.
 *
 * @throws UsageError naming the flag.
 */
export function assertTaken(
  command: string,
  typed: Readonly<Partial<Record<OwnFlag, string | undefined>>>,
): void {
  const flags = taken[command];
  // That there is no such command is said elsewhere.
  if (flags === undefined) return;
  const unknown = ownFlags.find((flag) => typed[flag] !== undefined && !flags.includes(flag));
  if (unknown === undefined) return;
  const those = flags.map((flag) => `--${flag}`).join(', ');
  throw new UsageError(`${command} takes no --${unknown}${those === '' ? '' : `, but ${those}`}.`);
}
