export type HookCallback = (context: object) => unknown;

const names = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof names)[number];

export interface Hooks {
  /** Adds a hook and returns how to remove it. @throws RangeError for a name that the worker does not know. */
  add(name: string, callback: HookCallback): () => void;
  /** Runs the hooks of a name one after the other, in the order in which they were added. */
  run(name: Exclude<HookName, 'log'>, context: object): Promise<void>;
  /** Runs the log hooks, which may change level and message. */
  runLog(context: object): void;
}

/** The hooks of one app, as registered with `app.hook`. */
export function createHooks(): Hooks {
  const callbacks = new Map<string, HookCallback[]>(names.map((name) => [name, []]));
  return {
    add(name, callback) {
      const list = callbacks.get(name);
      if (list === undefined) throw new RangeError(`Unrecognized hook "${name}"`);
      list.push(callback);
      return () => {
        const index = list.indexOf(callback);
        if (index >= 0) list.splice(index, 1);
      };
    },
    async run(name, context) {
      for (const callback of callbacks.get(name) ?? []) await callback(context);
    },
    runLog(context) {
      for (const callback of callbacks.get('log') ?? []) callback(context);
    },
  };
}
