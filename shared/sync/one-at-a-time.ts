/** Work under way by name, in this process. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Runs work of one name one after the other: rows written under one header at the same moment lock each other out in
 * Finance ("update conflict"). Other processes may still collide; their conflict is tried again.
 *
 * @param name undefined: nothing to wait for.
 */
export async function oneAtATime<Answer>(
  name: string | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (name === undefined) return work();
  const before = underWay.get(name);
  const mine = before === undefined ? work() : before.then(work, work);
  underWay.set(name, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(name) === mine) underWay.delete(name);
  }
}
