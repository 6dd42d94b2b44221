import DataLoader from 'dataloader';
import type { Joinable, Slots } from './slots.ts';

export interface JoinedLoading<Key, Answer> {
  /** Equal for keys that ask the same: they are asked once. */
  readonly nameOf: (key: Key) => string;
  /** So many keys fill a request: it does not wait for more. */
  readonly most: number;
  /** Cuts keys into groups that one request can carry. */
  readonly group: (keys: readonly Key[]) => readonly (readonly Key[])[];
  /** Asks for a group; answers by name. */
  readonly fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Answer>>;
  readonly slots: Slots;
}

/**
 * Joins what concurrent callers ask for. Where no request is under way one leaves at once, with everything asked in the
 * same turn of the event loop; what is asked while one is under way leaves with its answer, or beside it as soon as it
 * fills a request. Nothing is kept: the next question is asked again. A group that fails rejects each of its callers
 * with the same error.
 */
export function joinedLoader<Key, Answer>(
  loading: JoinedLoading<Key, Answer>,
): (key: Key) => Promise<Answer | undefined> {
  let queued = 0;
  let joinable: Joinable | undefined;
  const loader = new DataLoader<Key, Answer | undefined>((keys) => loadAll(loading, keys), {
    cache: false,
    batchScheduleFn: (dispatch) => {
      queued = 0;
      joinable = loading.slots.whenWorthwhile(dispatch);
    },
  });
  return (key) => {
    const answer = loader.load(key);
    queued++;
    if (queued === loading.most) joinable?.full();
    return answer;
  };
}

async function loadAll<Key, Answer>(
  { nameOf, group, fetch, slots }: JoinedLoading<Key, Answer>,
  keys: readonly Key[],
): Promise<(Answer | undefined | Error)[]> {
  const distinct = new Map(keys.map((key) => [nameOf(key), key]));
  const answers = new Map<string, Answer | Error>();
  await Promise.all(
    group([...distinct.values()]).map(async (part) => {
      try {
        for (const [name, answer] of await slots.run(() => fetch(part))) answers.set(name, answer);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        for (const key of part) answers.set(nameOf(key), failure);
      }
    }),
  );
  return keys.map((key) => answers.get(nameOf(key)));
}
