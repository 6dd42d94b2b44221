import type { RpcTypedData } from './app/core-types.ts';
import { createInvoke, type InvocationEvent } from './app/invoke.ts';
import type { HostLogLine } from './app/host-log.ts';
import { loadApp } from './app/load-app.ts';
import { printLogLine } from './app/print-log-line.ts';
import { answerRequest } from './http/answer-request.ts';
import { httpFunctions } from './http/http-functions.ts';
import { startHttpListener } from './http/http-listener.ts';
import type { HostKeys } from './http/may-call.ts';
import type { Listener } from './listener.ts';
import { runByHand } from './run-by-hand.ts';
import { startServiceBus } from './service-bus/start-service-bus.ts';
import { readHostJson } from './settings/host-json.ts';
import { readTrigger } from './settings/trigger.ts';
import { withTrigger } from './settings/with-trigger.ts';
import { stopListeners } from './stop-listeners.ts';
import { readSchedule } from './timer/schedule.ts';
import { startTimerListener } from './timer/timer-listener.ts';

export interface FunctionsHostOptions {
  /** Absolute path or file URL of the app's main module; the project's functions/index.ts by default. */
  readonly entry?: string;
  /** Path of host.json; the project's by default. */
  readonly hostJson?: string;
  /** Port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** Without keys, every function that asks for one answers 401. */
  readonly keys?: HostKeys;
  /** Takes every log line; by default lines from information up are printed as `[function] text`. */
  readonly log?: (line: HostLogLine) => void;
  /** Told after every invocation. */
  readonly invocation?: (event: InvocationEvent) => void;
  /** How long stop() waits for running invocations, in milliseconds; 30 seconds by default. */
  readonly stopWithin?: number;
}

export interface FunctionsHost {
  readonly url: string;
  /** What the app registered, with the type of each trigger, such as `httpTrigger`. */
  readonly functions: readonly { readonly name: string; readonly trigger: string }[];
  /** Takes no new work, lets running invocations finish, runs the appTerminate hooks and closes all connections. */
  stop(): Promise<void>;
}

const projectFile = (path: string): string => new URL(`../../../${path}`, import.meta.url).href;

/**
 * Runs what an app registers with `@azure/functions`, in this process and on 127.0.0.1, without Azure Functions Core
 * Tools: HTTP, Service Bus and timer triggers. Settings come from process.env, as in Azure. A process can do this once.
 *
 * @throws Error when the app cannot be loaded, registers a trigger that is not supported, or a setting is missing
 */
export async function startFunctionsHost(options: FunctionsHostOptions = {}): Promise<FunctionsHost> {
  const log = options.log ?? printLogLine;
  const [hostJson, app] = await Promise.all([
    readHostJson(options.hostJson ?? new URL(projectFile('host.json'))),
    loadApp(options.entry ?? projectFile('functions/index.ts'), log),
  ]);
  const functions = app.functions.map((fn) => ({ fn, trigger: readTrigger(fn.metadata, process.env) }));
  const invoke = createInvoke(app, log, options.invocation ?? (() => undefined));
  const { http, serviceBus } = hostJson.extensions;

  const byHand = runByHand(functions, invoke);
  const timers = withTrigger(functions, 'timerTrigger').map(({ fn, trigger }) => ({
    schedule: readSchedule(trigger.schedule),
    runOnStartup: trigger.runOnStartup,
    now: Date.now,
    run: (data: RpcTypedData) => invoke(fn, { binding: trigger.binding, data }),
  }));
  const httpListener = await startHttpListener({
    port: options.port ?? 0,
    answer: answerRequest({
      routePrefix: http.routePrefix,
      keys: options.keys ?? { master: '', function: [] },
      functions: httpFunctions(withTrigger(functions, 'httpTrigger'), invoke),
      runByHand: (name, input) => byHand.run(name, input),
    }),
  });
  const listeners: Listener[] = [httpListener, byHand];
  try {
    const bus = { defaults: serviceBus, settings: process.env, invoke, log };
    listeners.push(await startServiceBus(withTrigger(functions, 'serviceBusTrigger'), bus));
  } catch (error) {
    await stopListeners(listeners, 0);
    throw error;
  }
  listeners.push(...timers.map(startTimerListener));

  let stopping: Promise<void> | undefined;
  return {
    url: httpListener.url,
    functions: functions.map(({ fn, trigger }) => ({ name: fn.metadata.name, trigger: trigger.type })),
    stop() {
      stopping ??= stopListeners(listeners, options.stopWithin ?? 30_000).then(() =>
        app.hooks.run('appTerminate', { hookData: {} }),
      );
      return stopping;
    },
  };
}
