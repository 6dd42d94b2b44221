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
  Textarea,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed } from './failed.tsx';

/** A button that asks first, for a reason where one is needed, and stays open where it did not work. */
export function Confirm({
  button,
  title,
  text,
  reason,
  primary = false,
  act,
}: {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  /** Label of the reason that is asked for. */
  readonly reason?: string;
  readonly primary?: boolean;
  readonly act: (reason: string) => Promise<void>;
}) {
  const [isOpen, open] = useState(false);
  const [given, give] = useState('');
  const acting = useMutation({ mutationFn: () => act(given.trim()), onSuccess: () => open(false) });
  const isShort = reason !== undefined && given.trim().length < 3;
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open: wanted }) => open(wanted)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance={primary ? 'primary' : 'secondary'}>{button}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <p>{text}</p>
            {reason === undefined ? null : (
              <Field label={reason} hint="At least three letters; it is kept in the audit." required>
                <Textarea value={given} onChange={(_, { value }) => give(value)} />
              </Field>
            )}
            {acting.error === null ? null : <Failed error={acting.error} />}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabled={isShort || acting.isPending}
              onClick={() => acting.mutate()}
            >
              {button}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button>Cancel</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
