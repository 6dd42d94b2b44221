import type { Trigger } from '../settings/trigger.ts';
import type { RegisteredFunction } from './load-app.ts';

/** A registered function with its trigger read. */
export interface BoundFunction<T extends Trigger = Trigger> {
  readonly fn: RegisteredFunction;
  readonly trigger: T;
}
