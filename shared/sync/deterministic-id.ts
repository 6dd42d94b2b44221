import { v5 } from 'uuid';

/** Namespace of the ids that we give to Dataverse rows; never change it, or every row would be made a second time. */
const namespace = '9b0a3c58-7f0e-5d3a-9f61-4a1c3c6f2e7d';

/**
 * The id under which a record's Dataverse row is made: always the same for the same record, so that two creates after
 * a lost answer are one row.
 */
export const deterministicId = (record: string): string => v5(record, namespace);
