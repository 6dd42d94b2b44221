import { when } from '../../../shared/table-map/when.ts';
import { registry } from '../../../shared/table-map/registry.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import type { Plant } from './plant.ts';

/** A Finance row counts as posted from its first moment. */
const always = (map: TableMap): TableMap =>
  map.toDataverse === undefined
    ? map
    : {
        ...map,
        toDataverse: { ...map.toDataverse, posted: { ...map.toDataverse.posted, when: when.everything } },
      };

/** F60: the first echo of a fresh actual writes nothing over what is there. */
export const echoThatBlanks: Plant = {
  name: 'echo-that-blanks',
  what: 'The first echo of an actual writes 0 and blank into voucher and amounts (F60).',
  ports: (ports) => ({ ...ports, maps: blanking(ports.maps) }),
};

const made = new WeakMap<object, ReturnType<typeof registry>>();

function blanking(maps: ReturnType<typeof registry>): ReturnType<typeof registry> {
  const known = made.get(maps) ?? registry(maps.all().map(always));
  made.set(maps, known);
  return known;
}
