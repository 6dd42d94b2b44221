import { loadApp } from '../../../infra/local/functions-host/app/load-app.ts';

/**
 * Loads a functions app as the worker does, its hooks for the start included, and says how long that took: `load.ts PATH`.
 * Milliseconds since the process began.
 */
await loadApp(process.argv[2] ?? '', () => undefined);
console.log(JSON.stringify({ milliseconds: performance.now() }));
process.exit(0);
