import type { Area } from '../table-map/area.ts';

/** Topic that carries the changes of an area. */
export const changesTopic = (area: Area): string => `changes-${area}`;

/** Topic that carries what an initial sync or a resync asks of an area; it has a small concurrency of its own. */
export const bulkTopic = (area: Area): string => `bulk-${area}`;

/** The one subscription of every changes and bulk topic: no filter cost, and a re-send reaches nobody else. */
export const syncSubscription = 'sync';

export const scanTopic = 'scan-requests';
export const scanSubscription = 'scan';

/** Topics that the systems themselves write to. */
export const dataverseEventsTopic = 'dataverse-events';
export const financeEventsTopic = 'finance-events';
export const ingestSubscription = 'ingest';
