import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  Input,
  Textarea,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GroupNote } from '../../../../../shared/support/group-note.ts';
import { callApi } from '../api.ts';
import { Failed } from './failed.tsx';
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
  const client = useQueryClient();
  const [isOpen, open] = useState(false);
  const [said, say] = useState({ owner: '', ticket: '', comment: '' });
  const saving = useMutation({
    mutationFn: () => callApi('note', { cause, ...(field === undefined ? {} : { field }), ...said }),
    onSuccess: async () => {
      await client.invalidateQueries();
      open(false);
    },
  });
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
        <Dialog
          open={isOpen}
          onOpenChange={(_, { open: wanted }) => {
            if (wanted && note !== undefined)
              say({ owner: note.owner, ticket: note.ticket, comment: note.comment });
            open(wanted);
          }}
        >
          <DialogTrigger disableButtonEnhancement>
            <Button size="small">Owner, ticket, comment</Button>
          </DialogTrigger>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>Who is at it?</DialogTitle>
              <DialogContent>
                {input('Owner', 'owner')}
                {input('Ticket', 'ticket')}
                <Field label="Comment">
                  <Textarea
                    value={said.comment}
                    onChange={(_, { value }) => say({ ...said, comment: value })}
                  />
                </Field>
                {saving.error === null ? null : <Failed error={saving.error} />}
              </DialogContent>
              <DialogActions>
                <Button appearance="primary" disabled={saving.isPending} onClick={() => saving.mutate()}>
                  Save
                </Button>
                <DialogTrigger disableButtonEnhancement>
                  <Button>Cancel</Button>
                </DialogTrigger>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      ) : null}
    </>
  );
}
