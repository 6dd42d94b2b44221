import type { Action, WeightedAction } from './action.ts';
import { actualActions } from './actual-actions.ts';
import { categoryActions } from './category-actions.ts';
import { tell } from './notify.ts';
import { projectActions } from './project-actions.ts';
import { projectsMap } from './simulated-maps.ts';
import { taskActions } from './task-actions.ts';

/** A synchronous step told of a row, and its transaction was rolled back. */
const tellOfGhost: Action = (simulation) => {
  tell(simulation, projectsMap, 'dataverse', simulation.random.guid(), 'create');
  return true;
};

/** What people do, with how often they do it; the first one is never left out. */
export const actions: readonly WeightedAction[] = [
  ...projectActions,
  ...taskActions,
  ...actualActions,
  ...categoryActions,
  { weight: 0.5, act: tellOfGhost },
];
