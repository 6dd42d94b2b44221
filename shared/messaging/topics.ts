import type { Area } from '../table-map/area.ts';

/** Topic that carries the changes of an area. */
export const changesTopic = (area: Area): string => `changes-${area}`;

/** The one subscription of every changes topic: no filter cost, and a re-send reaches nobody else. */
export const syncSubscription = 'sync';

export const scanTopic = 'scan-requests';
export const scanSubscription = 'scan';

/** Topics that the systems themselves write to. */
export const dataverseEventsTopic = 'dataverse-events';
export const financeEventsTopic = 'finance-events';
export const ingestSubscription = 'ingest';
