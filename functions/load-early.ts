import { app } from '@azure/functions';
import { mapFiles } from '../shared/table-map/map-files.ts';
import { loadOpenRuntime } from './runtime.ts';

/**
 * What the first message needs is loaded while the host opens its listeners: the start asks for it, once it has told what
 * is registered, and does not wait. What cannot be loaded is named by the first call, which asks again.
 */
app.hook.appStart(() => {
  setImmediate(() => void Promise.allSettled([loadOpenRuntime(), importMaps()]));
});

async function importMaps(): Promise<void> {
  const { maps, imported } = await mapFiles(new URL('.', import.meta.url));
  await Promise.all([...maps, ...imported].map((file) => import(file.href)));
}
