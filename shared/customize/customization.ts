import type { Difference } from '../register/difference.ts';

/** One change of what an environment is made of. */
export type CustomWork =
  | { readonly kind: 'create-column'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'remove-column'; readonly table: string; readonly column: string }
  | {
      readonly kind: 'create-key';
      readonly table: string;
      readonly name: string;
      readonly columns: readonly string[];
      /** It is there, and its index could not be built: it is taken away first. */
      readonly again: boolean;
    }
  | { readonly kind: 'remove-key'; readonly table: string; readonly name: string }
  | { readonly kind: 'track-changes'; readonly table: string }
  | {
      readonly kind: 'create-role';
      readonly name: string;
      readonly businessUnit: string;
      readonly privileges: readonly string[];
    }
  | { readonly kind: 'add-privileges'; readonly role: string; readonly privileges: readonly string[] }
  /** `role` is undefined where the role is made in the same run. */
  | { readonly kind: 'assign-role'; readonly role: string | undefined; readonly user: string }
  | { readonly kind: 'remove-role'; readonly role: string };

/** A difference, and what carries it out. */
export interface Customization extends Difference {
  readonly does?: CustomWork;
}
