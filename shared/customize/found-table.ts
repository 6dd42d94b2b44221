import type { PrivilegeType } from '../register/needed-privileges.ts';

/** An alternate key as Dataverse has it. */
export interface FoundKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** `Pending`, `InProgress`, `Active` or `Failed`. */
  readonly status: string;
}

/** A table as Dataverse has it, as far as an installation adds to it. */
export interface FoundTable {
  readonly set: string;
  readonly tracksChanges: boolean;
  /** Column → its description, empty where it has none. */
  readonly columns: ReadonlyMap<string, string>;
  readonly keys: readonly FoundKey[];
  /** Kind → the privilege of that kind. */
  readonly privileges: ReadonlyMap<PrivilegeType, FoundPrivilege>;
}

export interface FoundPrivilege {
  readonly id: string;
  /** `prvReadmsdyn_project` */
  readonly name: string;
}
