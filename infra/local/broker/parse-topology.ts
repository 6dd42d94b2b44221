import { z } from 'zod';
import { topologySchema } from './topology.ts';
import type { Topology } from './topology.ts';

/**
 * Checks a topology.
 * @throws Error that names each wrong member by its path, e.g. `topics[1].subscriptions[0].name`.
 */
export function parseTopology(value: unknown): Topology {
  const result = topologySchema.safeParse(value);
  if (!result.success) throw new Error(`The topology is not valid.\n${z.prettifyError(result.error)}`);
  return result.data;
}
