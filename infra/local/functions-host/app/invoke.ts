import { randomUUID } from 'node:crypto';
import type { CoreInvocationContext, RpcLogCategory, RpcLogLevel, RpcTypedData } from './core-types.ts';
import { ensureError } from './ensure-error.ts';
import type { HostLog } from './host-log.ts';
import type { App, RegisteredFunction } from './load-app.ts';
import { traceParent } from './trace-parent.ts';

/** One finished invocation. */
export interface InvocationEvent {
  readonly function: string;
  readonly milliseconds: number;
  readonly ok: boolean;
  readonly error?: unknown;
}

export interface InvocationInput {
  /** Name of the trigger's binding. */
  readonly binding: string;
  readonly data: RpcTypedData;
  readonly triggerMetadata?: Readonly<Record<string, RpcTypedData>>;
  /** Trace parent of the caller, if it sent one. */
  readonly traceParent?: string | undefined;
}

/** Runs a function once and answers with its return value. @throws whatever the function or a hook throws */
export type Invoke = (fn: RegisteredFunction, input: InvocationInput) => Promise<RpcTypedData | undefined>;

/** Runs invocations with their hooks, in the order of Azure's worker (InvocationHandler.ts). */
export function createInvoke(app: App, log: HostLog, onInvocation: (event: InvocationEvent) => void): Invoke {
  return async (fn, input) => {
    const started = performance.now();
    const invocationId = randomUUID();
    const name = fn.metadata.name;
    const finished = (outcome: { ok: boolean; error?: unknown }): void =>
      onInvocation({ function: name, milliseconds: performance.now() - started, ...outcome });
    let result: RpcTypedData | undefined;
    try {
      result = await run(app, fn, input, log, invocationId);
    } catch (error) {
      const { message, stack = message } = ensureError(error);
      log({
        function: name,
        invocationId,
        level: 'error',
        category: 'system',
        text: `Failed: ${stack}`,
      });
      finished({ ok: false, error });
      throw error;
    }
    finished({ ok: true });
    return result;
  };
}

async function run(
  app: App,
  fn: RegisteredFunction,
  input: InvocationInput,
  log: HostLog,
  invocationId: string,
) {
  const hookData = {};
  let logged: object = {};
  const core: CoreInvocationContext = {
    invocationId,
    metadata: fn.metadata,
    request: {
      invocationId,
      inputData: [{ name: input.binding, data: input.data }],
      triggerMetadata: input.triggerMetadata,
      traceContext: { traceParent: traceParent(input.traceParent) },
    },
    state: undefined,
    log(level: RpcLogLevel, category: RpcLogCategory, message: string) {
      const line = { ...logged, hookData, level, category, message };
      app.hooks.runLog(line);
      log({ function: fn.metadata.name, invocationId, level: line.level, category, text: line.message });
    },
  };
  const model = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  logged = { invocationContext: context };

  const before = { hookData, invocationContext: context, functionCallback: fn.callback, inputs };
  core.state = 'preInvocationHooks';
  await app.hooks.run('preInvocation', before);

  const after = {
    hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null as unknown,
    error: null as unknown,
  };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }
  core.state = 'postInvocationHooks';
  await app.hooks.run('postInvocation', after);
  core.state = undefined;

  if (after.error !== null && after.error !== undefined) throw ensureError(after.error);
  return (await model.getResponse(context, after.result)).returnValue ?? undefined;
}
