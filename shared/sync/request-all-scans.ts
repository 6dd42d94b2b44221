import type { Sync } from './sync.ts';

/** Requests a scan of every set that flows from Finance to Dataverse, in every company in scope. */
export async function requestAllScans(sync: Sync, origin: string): Promise<void> {
  const maps = sync.maps
    .all()
    .filter((map) => map.toDataverse !== undefined && sync.maps.stopped(map) === undefined);
  const requests = maps.flatMap((map) =>
    [...sync.companies.keys()].map((company) => ({
      schema: 'scan/1' as const,
      map: map.name,
      company,
      origin,
    })),
  );
  await Promise.all(requests.map((request) => sync.bus.requestScan(request)));
}
