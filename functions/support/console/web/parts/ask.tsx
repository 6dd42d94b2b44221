import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Failed } from './failed.tsx';

/** A button whose dialog asks something before it acts, and has everything read again; it stays open where that did not work. */
export function Ask({
  trigger,
  title,
  act,
  label,
  isReady = true,
  opens,
  children,
}: {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly title: string;
  /** What it does, as its button in the dialog says it. */
  readonly label: string;
  readonly act: () => Promise<unknown>;
  /** Everything that is needed was said. */
  readonly isReady?: boolean;
  /** Called each time it opens. */
  readonly opens?: () => void;
  readonly children: ReactNode;
}) {
  const [isOpen, open] = useState(false);
  const client = useQueryClient();
  const acting = useMutation({ mutationFn: act, onSuccess: () => open(false) });
  const opener = useRef<EventTarget | null>(null);
  // Only when it is gone: what it changed may take its own button off the page. The button that acted was disabled and has
  // lost the focus; as long as nothing has it, the page stays hidden from screen readers.
  const closed = (): void => {
    if (opener.current instanceof HTMLElement) opener.current.focus();
    if (acting.isSuccess) void client.invalidateQueries();
  };
  return (
    <Dialog
      open={isOpen}
      surfaceMotion={{
        onMotionFinish: (_, { direction }) => {
          if (direction === 'exit') closed();
        },
      }}
      onOpenChange={(event, { open: wanted }) => {
        if (wanted) {
          opener.current = event.currentTarget;
          acting.reset();
          opens?.();
        }
        open(wanted);
      }}
    >
      <DialogTrigger disableButtonEnhancement>{trigger}</DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {children}
            {acting.error === null ? null : <Failed error={acting.error} />}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabled={!isReady || acting.isPending}
              onClick={() => acting.mutate()}
            >
              {label}
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
