import { compareForRemoval, compareRegistration } from './compare-registration.ts';
import type { Planned } from './difference.ts';
import { registerMark } from './endpoint-body.ts';
import { readRegistration } from './read-registration.ts';
import type { Registrations } from './registrations.ts';
import type { Wanted } from './wanted.ts';

/** What is to be done, and the id of our endpoint where it is there. */
export interface Plan {
  readonly planned: readonly Planned[];
  readonly endpoint: string | undefined;
}

/** Holds what Dataverse has against what it shall have. Reads only. @throws CounterpartError */
export async function planRegistration(rows: Registrations, wanted: Wanted): Promise<Plan> {
  const tables = [...new Set(wanted.steps.map(({ table }) => table))];
  const found = await readRegistration(rows, tables);
  return {
    planned: compareRegistration(wanted, found),
    endpoint: found.endpoints.find(({ name }) => name === wanted.name)?.id,
  };
}

export interface Removal extends Plan {
  /** Names of other installations that `npm run register` made on the same environment. */
  readonly others: readonly string[];
}

/** What taking everything of ours away comes to. Reads only. @throws CounterpartError */
export async function planRemoval(rows: Registrations, name: string): Promise<Removal> {
  const found = await readRegistration(rows, []);
  const others = found.endpoints.filter(
    (endpoint) => endpoint.name !== name && endpoint.columns['description']?.startsWith(registerMark),
  );
  return {
    planned: compareForRemoval(name, found),
    endpoint: undefined,
    others: others.map((endpoint) => endpoint.name),
  };
}
