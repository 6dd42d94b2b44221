import type { World } from '../world.ts';
import { userNamed } from '../users.ts';
import type { Caller } from '../write/caller.ts';

/** Reads who acts (`x-sandbox-user`) and what the request says about business logic (optional-parameters, Microsoft Learn). */
export function callerOf(
  world: World,
  headers: Readonly<Record<string, string | undefined>>,
  query: string,
): Caller {
  const userName = headers['x-sandbox-user'] ?? 'application user';
  const tag = /(?:^|&)tag=([^&]*)/.exec(query)?.[1];
  const requestId = world.newId();
  return {
    userId: userNamed(world, userName),
    userName,
    requestId,
    correlationId: world.newId(),
    depth: 1,
    bypassAsync: (headers['mscrm.bypassbusinesslogicexecution'] ?? '').includes('CustomAsync'),
    bypassSteps: (headers['mscrm.bypassbusinesslogicexecutionstepids'] ?? '')
      .toLowerCase()
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    ...(tag === undefined ? {} : { tag: decodeURIComponent(tag) }),
  };
}
