import { z } from 'zod';

/** Body of `PATCH /sandbox/behaviour`; see SWITCHES.md. */
export const behaviourSchema = z
  .strictObject({
    dualWriteColumns: z.enum(['taken', 'refused', 'refused in other words']),
    approvesExpenses: z.boolean(),
    failsApprovals: z.string(),
    confirms: z.enum(['flagged', 'not flagged', 'none']),
    givesNumbers: z.boolean(),
    keepsActuals: z.boolean(),
    errorCodes: z.boolean(),
    withoutPrivileges: z.array(z.string()),
    rolesDecide: z.boolean(),
    keyIndexMs: z.number().int().min(0),
  })
  .partial();

type Changes = z.infer<typeof behaviourSchema>;
export type Behaviour = { readonly [Name in keyof Changes]-?: Exclude<Changes[Name], undefined> };

/** As the code of this project assumes; in what is documented, as the platform does. */
const usual: Behaviour = {
  dualWriteColumns: 'refused',
  approvesExpenses: true,
  failsApprovals: '',
  confirms: 'flagged',
  givesNumbers: false,
  keepsActuals: false,
  errorCodes: true,
  withoutPrivileges: [],
  rolesDecide: false,
  keyIndexMs: 10,
};

/** How the sandbox behaves where nobody knows. */
export class BehaviourSwitch {
  readonly #first: Behaviour;
  #now: Behaviour;

  constructor(first: Partial<Behaviour> = {}) {
    this.#first = { ...usual, ...first };
    this.#now = this.#first;
  }

  get now(): Behaviour {
    return this.#now;
  }

  /** Changes what is named; the rest stays as it is. */
  change(changes: Changes): void {
    const named = Object.entries(changes).filter(([, value]) => value !== undefined);
    this.#now = { ...this.#now, ...(Object.fromEntries(named) as Partial<Behaviour>) };
  }

  reset(): void {
    this.#now = this.#first;
  }
}
