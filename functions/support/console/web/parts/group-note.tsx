import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupNote } from '../../../../../shared/support/group-note.ts';
import { callApi } from '../api.ts';
import { Ask } from './ask.tsx';
import { useMay } from './use-me.ts';
import { When } from './when.tsx';

/** Who is at a cause, under which ticket, and what is to be known; and the way to say so. */
export function Note({
  cause,
  field,
  note,
}: {
  readonly cause: string;
  readonly field: string | undefined;
  readonly note: GroupNote | undefined;
}) {
  const mayNote = useMay('Support.Replay');
  const [said, say] = useState({ owner: '', ticket: '', comment: '' });
  const input = (label: string, name: 'owner' | 'ticket') => (
    <Field label={label}>
      <Input value={said[name]} onChange={(_, { value }) => say({ ...said, [name]: value })} />
    </Field>
  );
  return (
    <>
      {note === undefined ? null : (
        <p>
          {note.owner === '' ? null : (
            <>
              Owner: <strong>{note.owner}</strong>.{' '}
            </>
          )}
          {note.ticket === '' ? null : (
            <>
              Ticket: <strong>{note.ticket}</strong>.{' '}
            </>
          )}
          {note.comment}{' '}
          <span className="faint">
            ({note.by}, <When at={note.at} short />)
          </span>
        </p>
      )}
      {mayNote ? (
        <Ask
          trigger={<Button size="small">Owner, ticket, comment</Button>}
          title="Who is at it?"
          label="Save"
          opens={() => say({ owner: '', ticket: '', comment: '', ...note })}
          act={async () => {
            const { owner, ticket, comment } = said;
            await callApi('note', {
              cause,
              ...(field === undefined ? {} : { field }),
              owner,
              ticket,
              comment,
            });
          }}
        >
          {input('Owner', 'owner')}
          {input('Ticket', 'ticket')}
          <Field label="Comment">
            <Textarea value={said.comment} onChange={(_, { value }) => say({ ...said, comment: value })} />
          </Field>
        </Ask>
      ) : null}
    </>
  );
}
