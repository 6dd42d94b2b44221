/**
 * What `create`, `change` and `remove` would do; `same`: nothing; `foreign`: not ours and never touched; `blocked`: cannot
 * be done, the details say why.
 */
export type Action = 'create' | 'change' | 'same' | 'remove' | 'foreign' | 'blocked';

/** One thing that Dataverse shall have, and what is to be done with it. */
export interface Difference {
  readonly action: Action;
  readonly what: 'endpoint' | 'step' | 'column' | 'key' | 'tracking' | 'role' | 'user';
  readonly name: string;
  /** What differs, or why it is foreign or blocked; for a person. */
  readonly details: readonly string[];
}

/** A difference, and what carries it out. */
export interface Planned extends Difference {
  readonly does?: Work;
}

/** One write. A step that is to be made names its endpoint once that is there. */
export type Work =
  | { readonly kind: 'create-endpoint'; readonly columns: Readonly<Record<string, string>> }
  | {
      readonly kind: 'create-step';
      readonly name: string;
      readonly messageId: string;
      readonly filterId: string;
      readonly filteringAttributes: readonly string[];
    }
  | {
      readonly kind: 'change';
      readonly set: 'serviceendpoints' | 'sdkmessageprocessingsteps';
      readonly id: string;
      readonly columns: Readonly<Record<string, string | number | boolean | null>>;
    }
  | {
      readonly kind: 'remove';
      readonly set: 'serviceendpoints' | 'sdkmessageprocessingsteps';
      readonly id: string;
    };

/** Whether Dataverse is as it shall be. */
export const isSettled = ({ action }: Difference): boolean => action === 'same' || action === 'foreign';
