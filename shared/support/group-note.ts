import { z } from 'zod';
import type { Sync } from '../sync/sync.ts';

const note = z.object({
  owner: z.string(),
  ticket: z.string(),
  comment: z.string(),
  by: z.string(),
  at: z.string(),
});

/** What people say of a group of open records. Texts are empty where nothing is said. */
export type GroupNote = z.infer<typeof note>;

/** Cause and column that make a group. */
export interface GroupName {
  readonly cause: string;
  readonly field?: string | undefined;
}

const prefix = 'note|';

/** Name of a group's note in Control. */
export const groupNoteName = ({ cause, field }: GroupName): string =>
  `${prefix}${JSON.stringify([cause, field ?? ''])}`;

/** All notes by `groupNoteName`. @throws LedgerError. */
export async function groupNotes({ ledger }: Sync): Promise<ReadonlyMap<string, GroupNote>> {
  const controls = await ledger.listControls(prefix);
  return new Map([...controls].map(([name, text]) => [name, note.parse(JSON.parse(text))]));
}

/** Replaces the note of a group, with an audit row that keeps the old one. @throws LedgerError. */
export async function putGroupNote(
  sync: Sync,
  group: GroupName,
  said: Pick<GroupNote, 'owner' | 'ticket' | 'comment'>,
  by: string,
): Promise<GroupNote> {
  const name = groupNoteName(group);
  const before = (await groupNotes(sync)).get(name);
  const at = new Date(sync.now()).toISOString();
  const after = { ...said, by, at };
  await sync.ledger.addAudit({
    id: sync.newId(),
    at,
    by,
    action: 'note',
    record: name,
    before:
      before === undefined ? {} : { owner: before.owner, ticket: before.ticket, comment: before.comment },
    after: { ...said, place: [group.cause, group.field ?? ''].join(' ').trim() },
  });
  await sync.ledger.putControl(name, JSON.stringify(after));
  return after;
}
