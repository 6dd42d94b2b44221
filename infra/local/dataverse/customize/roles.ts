import { metadataId } from '../metadata/metadata-id.ts';

export interface RolePrivilege {
  readonly id: string;
  readonly depth: 'Basic' | 'Local' | 'Deep' | 'Global';
}

/** Every role has them, and nothing takes them away. Which they are is assumed from public reports. */
const baseline: readonly RolePrivilege[] = [
  'prvReadSharePointData',
  'prvCreateSharePointData',
  'prvWriteSharePointData',
  'prvReadSharePointDocument',
].map((name) => ({ id: metadataId(name), depth: 'Basic' }));

/** What roles allow, and who has them. */
export class Roles {
  readonly #privileges = new Map<string, ReadonlyMap<string, RolePrivilege>>();
  readonly #users = new Map<string, ReadonlySet<string>>();

  privileges(role: string): readonly RolePrivilege[] {
    return [...(this.#privileges.get(role) ?? byId(baseline)).values()];
  }

  add(role: string, more: readonly RolePrivilege[]): void {
    this.#privileges.set(role, byId([...this.privileges(role), ...more]));
  }

  assign(user: string, role: string): void {
    this.#users.set(user, new Set([...this.of(user), role]));
  }

  unassign(user: string, role: string): void {
    this.#users.set(user, new Set([...this.of(user)].filter((other) => other !== role)));
  }

  of(user: string): ReadonlySet<string> {
    return this.#users.get(user) ?? new Set();
  }

  /** Whether a user has a privilege for the whole organisation by one of his roles. */
  allow(user: string, privilege: string): boolean {
    const id = metadataId(privilege);
    return [...this.of(user)].some((role) =>
      this.privileges(role).some((each) => each.id === id && each.depth === 'Global'),
    );
  }

  /** A role that was deleted is taken from everybody. */
  forget(role: string): void {
    this.#privileges.delete(role);
    for (const [user, roles] of this.#users) if (roles.has(role)) this.unassign(user, role);
  }
}

const byId = (all: readonly RolePrivilege[]): ReadonlyMap<string, RolePrivilege> =>
  new Map(all.map((each) => [each.id, each]));
