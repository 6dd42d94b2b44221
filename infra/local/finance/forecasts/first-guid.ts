import { emptyGuid } from '../store/empty-values.ts';

/** The first guid that is filled in; '' when none is. */
export const firstGuid = (...guids: readonly (string | undefined)[]): string =>
  guids.find((guid) => guid !== undefined && guid !== emptyGuid) ?? '';
