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
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Failed } from './failed.tsx';

/** A button whose dialog asks something before it acts; it stays open where that did not work. */
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
  readonly act: () => Promise<void>;
  /** Everything that is needed was said. */
  readonly isReady?: boolean;
  /** Called each time it opens. */
  readonly opens?: () => void;
  readonly children: ReactNode;
}) {
  const [isOpen, open] = useState(false);
  const acting = useMutation({ mutationFn: act, onSuccess: () => open(false) });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(_, { open: wanted }) => {
        if (wanted) {
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
