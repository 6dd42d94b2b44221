import type { RunningNativeMap } from '../map-check/metadata.ts';
import { readRuntimeConfig } from '../native-map/read-runtime-config.ts';
import { readPage } from '../odata/read-page.ts';

/**
 * Reads which maps of dual-write run with Dataverse as their source: `msdyn_dualwriteruntimeconfig` holds a row for each.
 * Whether a paused map keeps its row is assumed(paused-native-map).
 *
 * @param get address or path below the Web API root → text of the answer; undefined where the answer is 404.
 * @returns nothing where dual-write is not installed. A row that cannot be read names no entity.
 * @see https://github.com/microsoft/Dual-write-automations
 */
export async function readNativeMaps(
  get: (path: string) => Promise<string | undefined>,
): Promise<readonly RunningNativeMap[]> {
  const found: RunningNativeMap[] = [];
  let path: string | undefined = '/msdyn_dualwriteruntimeconfigs?$select=msdyn_unsecure';
  while (path !== undefined) {
    const answer: string | undefined = await get(path);
    if (answer === undefined) return found;
    const page = readPage(answer);
    found.push(
      ...page.rows.flatMap(({ msdyn_unsecure: text }) => (typeof text === 'string' ? [nativeMap(text)] : [])),
    );
    path = page.nextLink;
  }
  return found;
}

function nativeMap(text: string): RunningNativeMap {
  const { source, destination, version = '' } = readRuntimeConfig(text) ?? {};
  return { entities: [source, destination].filter((name) => name !== undefined), version };
}
