import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { Ask } from './ask.tsx';

/** A button that asks first, for a reason where one is needed. */
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
  readonly act: (reason: string) => Promise<unknown>;
}) {
  const [given, give] = useState('');
  return (
    <Ask
      trigger={<Button appearance={primary ? 'primary' : 'secondary'}>{button}</Button>}
      title={title}
      label={button}
      isReady={reason === undefined || given.trim().length >= 3}
      act={() => act(given.trim())}
    >
      <p>{text}</p>
      {reason === undefined ? null : (
        <Field label={reason} hint="At least three letters; it is kept in the audit." required>
          <Textarea value={given} onChange={(_, { value }) => give(value)} />
        </Field>
      )}
    </Ask>
  );
}
