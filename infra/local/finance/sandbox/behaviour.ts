import { z } from 'zod';

/** Body of `PATCH /sandbox/behaviour`: what no public source tells of Finance, one way or the other. */
export const behaviourSchema = z
  .strictObject({
    /** A write whose If-Match names another state of the row: a status, the text of an update conflict, or nothing. */
    etagMismatch: z.enum(['412', '409', 'text', 'written']),
    /** What an empty text does to a text column in a PATCH. */
    emptyText: z.enum(['empties', 'refused']),
    /** What a null does to an enumeration. */
    nullEnum: z.enum(['empties', 'refused']),
    /** What becomes of a text of more than 1,000 characters. */
    longText: z.enum(['kept', 'refused', 'cut']),
    /** How often a percent sign in a key must be encoded. */
    percentInKey: z.enum(['twice', 'once']),
    /** How filters compare text. */
    textCase: z.enum(['ignored', 'told apart']),
    /** Longest path and query that are taken. */
    longestAddress: z.number().int().positive(),
    /** Words of refusals: the language of the user that the app is mapped to drives them. */
    refusals: z.enum(['English', 'German']),
    /** Sets that take no POST, PATCH or DELETE of a client, beyond those that never do. */
    refusesCreate: z.array(z.string()),
    refusesUpdate: z.array(z.string()),
    refusesDelete: z.array(z.string()),
  })
  .partial();

type Changes = z.infer<typeof behaviourSchema>;
export type Behaviour = { readonly [Name in keyof Changes]-?: Exclude<Changes[Name], undefined> };

/** As the code of this project assumes. */
const assumedBehaviour: Behaviour = {
  etagMismatch: '412',
  emptyText: 'empties',
  nullEnum: 'empties',
  longText: 'kept',
  percentInKey: 'twice',
  textCase: 'ignored',
  longestAddress: 8192,
  refusals: 'English',
  refusesCreate: [],
  refusesUpdate: [],
  refusesDelete: [],
};

/** Holds how Finance behaves where nobody knows. */
export class BehaviourSwitch {
  #now = assumedBehaviour;

  get now(): Behaviour {
    return this.#now;
  }

  /** Changes what is named; the rest stays as it is. */
  change(changes: Changes): Behaviour {
    const named = Object.entries(changes).filter(([, value]) => value !== undefined);
    this.#now = { ...this.#now, ...(Object.fromEntries(named) as Partial<Behaviour>) };
    return this.#now;
  }

  reset(): void {
    this.#now = assumedBehaviour;
  }
}
