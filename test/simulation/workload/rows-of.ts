import { recordOf } from '../../../shared/table-map/record-of.ts';
import type { Simulation } from '../run/simulation.ts';
import type { StoredRow } from '../stand-ins/memory-system.ts';
import { projectsMap, tables } from './simulated-maps.ts';
import { spared } from './spared.ts';

export interface Rows {
  projects(): readonly StoredRow[];
  tasks(): readonly StoredRow[];
  actuals(): readonly StoredRow[];
  /** Projects that something new may point to. */
  parents(): readonly StoredRow[];
  isPointedTo(column: 'msdyn_project' | 'msdyn_task', id: string): boolean;
  haveActuals(column: 'msdyn_project' | 'msdyn_task', id: string): boolean;
  /** Whether a project was ever committed as written. */
  isSent(project: StoredRow): boolean;
}

/** What people see in Dataverse. */
export function rowsOf(simulation: Simulation): Rows {
  const { dataverse, history, renumbered } = simulation;
  const projects = () => dataverse.rows(tables.project.table);
  const tasks = () => dataverse.rows(tables.task.table);
  const actuals = () => dataverse.rows(tables.actual.table);
  const isDoubled = (row: StoredRow): boolean =>
    projects().filter((other) => other.values['msdyn_projectnumber'] === row.values['msdyn_projectnumber'])
      .length > 1 || isNumberOfAnother(simulation, row);
  return {
    projects,
    tasks,
    actuals,
    parents: () =>
      projects().filter(
        (row) =>
          !(spared.childrenOfRenumberedProjects && renumbered.has(projectId(row).msdyn_projectid)) &&
          !(spared.childrenOfDoubledNumbers && isDoubled(row)),
      ),
    isPointedTo: (column, id) => [...tasks(), ...actuals()].some((row) => row.values[column] === id),
    haveActuals: (column, id) => actuals().some((row) => row.values[column] === id),
    isSent: (project) => history.sent.has(recordOf(projectsMap, projectId(project).msdyn_projectid)),
  };
}

/** Finance has another project under the number: one that was deleted or is called differently by now. */
function isNumberOfAnother({ finance }: Simulation, { values }: StoredRow): boolean {
  const key = { dataAreaId: 'usmf', ProjectId: values['msdyn_projectnumber'] ?? '' };
  const found = finance.row(tables.financeProject, key);
  return found !== undefined && found.values['IntegrationSourceDataId'] !== values['msdyn_projectid'];
}

export const projectId = ({ values }: StoredRow): { readonly msdyn_projectid: string } => ({
  msdyn_projectid: String(values['msdyn_projectid'] ?? ''),
});

export const taskId = ({ values }: StoredRow): { readonly msdyn_projecttaskid: string } => ({
  msdyn_projecttaskid: String(values['msdyn_projecttaskid'] ?? ''),
});
