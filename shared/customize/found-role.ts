import type { FoundPrivilege } from './found-table.ts';

/** The user of the app, with the roles that it has in its own right. */
export interface FoundUser {
  readonly id: string;
  readonly businessUnit: string;
  readonly roles: ReadonlySet<string>;
}

/** Our role, and what of it is there. */
export interface FoundRole {
  /** Business unit without a parent: a role of it holds for the whole organisation. */
  readonly rootBusinessUnit: string;
  /** Id of our role; undefined: it is not there. */
  readonly id: string | undefined;
  /** Privileges that our role gives for the whole organisation, by id. */
  readonly held: ReadonlyMap<string, FoundPrivilege>;
  /** Privileges that belong to no table, by name. */
  readonly others: readonly FoundPrivilege[];
  /** `unsaid`: nobody said which application; undefined: Dataverse has no user of it. */
  readonly user: FoundUser | 'unsaid' | undefined;
}
