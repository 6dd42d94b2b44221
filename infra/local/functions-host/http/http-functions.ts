import type { BoundFunction } from '../app/bound-function.ts';
import type { Invoke } from '../app/invoke.ts';
import type { TriggerOf } from '../settings/with-trigger.ts';
import type { HttpFunction } from './answer-request.ts';
import { compileRoute } from './route.ts';

/** What the HTTP listener serves; a function without a route is reached by its name. */
export function httpFunctions(
  functions: readonly BoundFunction<TriggerOf<'httpTrigger'>>[],
  invoke: Invoke,
): HttpFunction[] {
  return functions.map(({ fn, trigger }) => ({
    route: compileRoute(trigger.route ?? fn.metadata.name),
    methods: trigger.methods,
    authLevel: trigger.authLevel,
    run: (data, traceParent) => invoke(fn, { binding: trigger.binding, data, traceParent }),
  }));
}
