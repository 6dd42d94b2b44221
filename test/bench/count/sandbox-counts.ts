import { z } from 'zod';

const bySet = z.record(z.string(), z.record(z.string(), z.number()));

/** Dataverse lists parts of batches apart; Finance has one list. */
const answer = z.union([z.object({ requests: bySet }).transform(({ requests }) => requests), bySet]);

/** Requests to one set since the last reset. */
export interface SetCount {
  readonly method: string;
  readonly set: string;
  readonly requests: number;
}

/**
 * What a sandbox has counted.
 *
 * @throws Error when there were batches: no contender sends any, and one request would count as several.
 */
export async function sandboxCounts(url: string): Promise<readonly SetCount[]> {
  const counts = answer.parse(await (await fetch(`${url}/sandbox/counts`)).json());
  const list = Object.entries(counts).flatMap(([method, sets]) =>
    Object.entries(sets).map(([set, requests]) => ({ method, set, requests })),
  );
  if (list.some(({ set }) => set === '$batch'))
    throw new Error('Batches came: their parts are not told apart.');
  return list;
}

export async function resetSandboxCounts(url: string): Promise<void> {
  await fetch(`${url}/sandbox/counts`, { method: 'DELETE' });
}
