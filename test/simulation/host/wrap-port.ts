import type { Port, PortCall } from '../faults/fate.ts';

/** Sends a call on its way. */
export type Send = <Answer>(call: PortCall, effect: () => Answer | Promise<Answer>) => Promise<Answer>;

const streams: ReadonlySet<string> = new Set(['listOpen', 'listWaiters']);
const asks =
  /^(open|presumeNew|openRow|state|waiter|timeline|lookUp|ownerOf|seen|control|waitersOf|list\w*)$/;

/** The same port with every method as a call that travels; a stream travels once, when it begins. */
export function wrapPort<T extends object>(port: Port, target: T, send: Send): T {
  const made = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get(object, name, receiver): unknown {
      const known = made.get(name);
      if (known !== undefined) return known;
      const value: unknown = Reflect.get(object, name, receiver);
      if (typeof value !== 'function') return value;
      const method = String(name);
      const call: PortCall = { port, method, reads: asks.test(method) };
      const apply = (parameters: unknown[]): unknown => Reflect.apply(value, object, parameters);
      const wrapped = streams.has(method)
        ? async function* (...parameters: unknown[]) {
            const all = await send(call, () => collected(apply(parameters) as AsyncIterable<unknown>));
            yield* all;
          }
        : (...parameters: unknown[]) => send(call, () => apply(parameters));
      made.set(name, wrapped);
      return wrapped;
    },
  });
}

async function collected(stream: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const each of stream) all.push(each);
  return all;
}
