import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { MapSummary } from '../../../../../shared/table-map/map-summary.ts';
import { callApi } from '../api.ts';
import { Asked } from '../parts/asked.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Pauses } from '../parts/pauses.tsx';
import { standingOfMap } from '../parts/standing-of-map.ts';
import { StandingBadge } from '../parts/standing.tsx';
import { useHeld } from '../parts/use-held.ts';

/** Every table map, and what is paused. */
export function Maps() {
  const query = useQuery({
    queryKey: ['maps'],
    queryFn: () => callApi<{ readonly maps: readonly MapSummary[] }>('maps'),
  });
  const held = useHeld();
  return (
    <>
      <h1>Maps</h1>
      <p className="lead">What crosses, as dual-write shows it, and how sure each line is.</p>
      <h2>Paused</h2>
      <Asked query={held}>{({ pauses }) => <Pauses pauses={pauses} />}</Asked>
      <h2>All maps</h2>
      <Asked query={query}>
        {({ maps }) => (
          <DataTable
            label="Table maps"
            head={['Area', 'Map', 'Dataverse', 'Finance', 'Direction', 'Runs']}
            rows={maps.map((map) => ({
              key: map.name,
              cells: [
                map.area.replaceAll('-', ' '),
                <Link href={`/maps/${encodeURIComponent(map.name)}`}>{map.name}</Link>,
                map.table,
                map.set,
                map.direction,
                <>
                  <StandingBadge standing={standingOfMap(map, held.data?.pauses)} /> {map.why ?? ''}
                </>,
              ],
            }))}
          />
        )}
      </Asked>
    </>
  );
}
