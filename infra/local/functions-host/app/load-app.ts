import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  FunctionCallback,
  FunctionMetadata,
  ProgrammingModel,
  RpcLogCategory,
  RpcLogLevel,
} from './core-types.ts';
import { createHooks, type HookCallback, type Hooks } from './hooks.ts';
import type { HostLog } from './host-log.ts';
import { provideModule } from './provide-module.ts';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What the entry module registered with `@azure/functions`. */
export interface App {
  readonly functions: readonly RegisteredFunction[];
  readonly model: ProgrammingModel;
  readonly hooks: Hooks;
}

let loaded: string | undefined;

/**
 * Loads the app's main module the way Azure's Node worker does: provide the core API, import the module, run the
 * appStart hooks, then ask the library for its capabilities, which closes registration.
 *
 * @param entry absolute path or file URL
 * @throws Error when this process has loaded an app before (the library binds to one host for the life of a process),
 * when the module registers nothing, and whatever the module itself throws.
 */
export async function loadApp(entry: string, log: HostLog): Promise<App> {
  if (loaded !== undefined) {
    throw new Error(
      `This process has already loaded ${loaded}: start another functions host as a child process.`,
    );
  }
  loaded = entry;
  const functions = new Map<string, RegisteredFunction>();
  const hooks = createHooks();
  let model: ProgrammingModel | undefined;
  let starting = true;

  provideModule('@azure/functions-core', {
    version: '4.0.0',
    hostVersion: '4.0.0',
    Disposable,
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
      const { name } = metadata;
      if (!starting) throw new Error(`Function "${name}" can only be registered during app startup.`);
      if (functions.has(name)) throw new Error(`A function with name "${name}" is already registered.`);
      functions.set(name, { metadata, callback });
      return new Disposable(() => functions.delete(name));
    },
    setProgrammingModel: (given: ProgrammingModel) => void (model = given),
    getProgrammingModel: () => model,
    registerHook: (name: string, callback: HookCallback) => new Disposable(hooks.add(name, callback)),
    log: (level: RpcLogLevel, category: RpcLogCategory, text: string) =>
      log({ function: undefined, invocationId: undefined, level, category, text }),
  });

  await import(entry.startsWith('file:') ? entry : pathToFileURL(resolve(entry)).href);
  await hooks.run('appStart', { hookData: {} });
  starting = false;
  if (model === undefined || functions.size === 0) {
    throw new Error(`${entry} registers no function with the @azure/functions package that it imports.`);
  }
  const capabilities = await model.getCapabilities({});
  if ('HttpUri' in capabilities) throw new Error('The local host does not support HTTP streams (app.setup).');
  return { functions: [...functions.values()], model, hooks };
}

class Disposable {
  readonly #onDispose: () => unknown;
  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }
  dispose(): void {
    this.#onDispose();
  }
}
