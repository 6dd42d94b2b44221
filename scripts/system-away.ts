import type { CounterpartError } from '../shared/sync/counterpart-error.ts';
import { UsageError } from './usage-error.ts';

/** What was typed is right, and a system cannot be asked: the text says which, why and what to do. The command ends with 2. */
export class SystemAway extends UsageError {
  constructor({ details: { system, text, hint } }: CounterpartError) {
    super(
      `${system === 'dataverse' ? 'Dataverse' : 'Finance'} cannot be asked: ${text}${hint === undefined ? '' : `\n${hint}`}`,
    );
  }
}
