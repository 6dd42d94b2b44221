import type { LosslessNumber } from 'lossless-json';

/**
 * One column as it travelled over OData: text, flag, nothing, or a number with every digit it was written with.
 * Int64, decimal and money never become a JavaScript number.
 */
export type ODataValue = string | boolean | null | LosslessNumber;

/** A row by column name. Dataverse rows may hold look-up paths (`msdyn_project.msdyn_projectnumber`) as names. */
export type Row = Readonly<Record<string, ODataValue>>;
