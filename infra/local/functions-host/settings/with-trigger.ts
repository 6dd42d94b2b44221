import type { BoundFunction } from '../app/bound-function.ts';
import type { Trigger } from './trigger.ts';

export type TriggerOf<Type extends Trigger['type']> = Extract<Trigger, { type: Type }>;

/** The functions that have a trigger of this type. */
export function withTrigger<Type extends Trigger['type']>(
  functions: readonly BoundFunction[],
  type: Type,
): BoundFunction<TriggerOf<Type>>[] {
  return functions.filter((bound): bound is BoundFunction<TriggerOf<Type>> => bound.trigger.type === type);
}
