import type { Registry } from '../table-map/registry.ts';
import { ok, wrong, type Diagnosis } from './diagnosis.ts';

/** Runtimes of Azure Functions on which this runs. */
const supported = [22, 24];

/** Versions of Node, package and maps, and maps that do not run though nobody switched them off. */
export function checkVersions(node: string, version: string, maps: Registry): readonly Diagnosis[] {
  const major = Number(/^v?(\d+)/.exec(node)?.[1]);
  const running = maps.all().filter((map) => maps.stopped(map) === undefined);
  const stopped = maps.all().flatMap((map) => {
    const why = maps.isOff(map) ? undefined : maps.stopped(map);
    return why === undefined ? [] : [{ map, why }];
  });
  return [
    supported.includes(major)
      ? ok('versions', `Node ${node}, package ${version}.`)
      : wrong(
          'versions',
          `Node ${node}; it runs on ${supported.join(' and ')}.`,
          'Choose one of these as the runtime of the app.',
        ),
    ...(running.length === 0
      ? []
      : [
          ok(
            'maps',
            `${running.length} of ${maps.all().length} run: ${running.map((map) => `${map.name} ${map.version}`).join('; ')}.`,
          ),
        ]),
    ...stopped.map(({ map, why }) =>
      wrong(
        'maps',
        `${map.name} ${map.version} does not run: ${firstClause(why)}.`,
        'npm run maps -- list says the whole reason; or name it in MAPS_OFF if native dual-write keeps it.',
      ),
    ),
  ];
}

/** Without the names of lines in brackets and what follows them. */
const firstClause = (why: string): string => /^[^(:]+/.exec(why)?.[0].trim() ?? why;
