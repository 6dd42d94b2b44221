import makeActuals from '../../../functions/estimates-actuals/actuals.map.ts';
import categories from '../../../functions/expense/expense-categories.map.ts';
import projects from '../../../functions/setup-configuration/projects-v2.map.ts';
import tasks from '../../../functions/setup-configuration/project-tasks.map.ts';
import { registry, type Registry } from '../../../shared/table-map/registry.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import { tableRefs } from '../../../shared/table-map/table-refs.ts';

/** What follows days later would only make every seed longer. */
const plain = (map: TableMap): TableMap => ({ ...map, expects: [] });

/** The built-in maps that the simulation works with. */
export const simulatedMaps: Registry = registry(
  [projects, tasks, makeActuals({ writeBack: 'standard' }), categories].map(plain),
);

export const projectsMap = simulatedMaps.byName(projects.name);
export const tasksMap = simulatedMaps.byName(tasks.name);
export const actualsMap = simulatedMaps.byName(makeActuals({ writeBack: 'standard' }).name);
export const categoriesMap = simulatedMaps.byName(categories.name);

/** The tables that people work on, as both systems address them. */
export const tables = {
  project: tableRefs(projectsMap).dataverse,
  task: tableRefs(tasksMap).dataverse,
  actual: tableRefs(actualsMap).dataverse,
  mirroredCategory: tableRefs(categoriesMap).dataverse,
  financeProject: tableRefs(projectsMap).finance,
  financeTask: tableRefs(tasksMap).finance,
  financeActual: tableRefs(actualsMap).finance,
  category: tableRefs(categoriesMap).finance,
} as const;
