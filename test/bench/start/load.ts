import { pathToFileURL } from 'node:url';

/** Loads a functions app as the worker does, and says how long that took: `load.ts PATH`. Milliseconds since the process began. */
await import(pathToFileURL(process.argv[2] ?? '').href);
console.log(JSON.stringify({ milliseconds: performance.now() }));
process.exit(0);
