import type { ChoiceOptions } from '../table-map/with-choices.ts';

/**
 * Reads what a choice column of Dataverse offers, with labels in English and lower case, whatever language the caller
 * has.
 *
 * @throws CounterpartError when Dataverse cannot be asked.
 */
export type Choices = (table: string, column: string) => Promise<ChoiceOptions>;
