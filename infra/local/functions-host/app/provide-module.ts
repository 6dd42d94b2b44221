import Module from 'node:module';

type Load = (request: string, ...rest: unknown[]) => unknown;

/**
 * Makes `require(name)` answer with `exports`, anywhere in this process. The library loads `@azure/functions-core` by
 * `require`, and Azure's worker provides it by a patch of the module loader as well: there is no public way, since
 * hooks of `node:module` cannot answer with an object of the caller.
 */
export function provideModule(name: string, exports: object): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = (request, ...rest) => (request === name ? exports : load(request, ...rest));
}
