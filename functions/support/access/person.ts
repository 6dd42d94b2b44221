import type { RoleSetting } from '../../../shared/settings/support-settings.ts';

/** Who calls the support API, and what that person may do. */
export interface Person {
  /** As it is recorded in audit and jobs. */
  readonly name: string;
  readonly roles: readonly RoleSetting[];
}
