import { wantedSteps } from '../../shared/register/wanted-steps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import type { Step } from './dataverse/step.ts';

/** The steps that a registration makes, for a sandbox that is told them instead. */
export const dataverseSteps = (maps: Registry): readonly Step[] =>
  wantedSteps(maps).map(({ table, message, filteringAttributes }) => ({
    table,
    message,
    ...(message === 'Update' ? { filteringAttributes } : {}),
  }));
