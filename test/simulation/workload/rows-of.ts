import type { Simulation } from '../run/simulation.ts';
import type { StoredRow } from '../stand-ins/memory-system.ts';
import { tables } from './simulated-maps.ts';

export interface Rows {
  projects(): readonly StoredRow[];
  tasks(): readonly StoredRow[];
  actuals(): readonly StoredRow[];
  haveActuals(column: 'msdyn_project' | 'msdyn_task', id: string): boolean;
}

/** What people see in Dataverse. */
export function rowsOf({ dataverse }: Simulation): Rows {
  const projects = () => dataverse.rows(tables.project.table);
  const tasks = () => dataverse.rows(tables.task.table);
  const actuals = () => dataverse.rows(tables.actual.table);
  return {
    projects,
    tasks,
    actuals,
    haveActuals: (column, id) => actuals().some((row) => row.values[column] === id),
  };
}

export const projectId = ({ values }: StoredRow): { readonly msdyn_projectid: string } => ({
  msdyn_projectid: String(values['msdyn_projectid'] ?? ''),
});

export const taskId = ({ values }: StoredRow): { readonly msdyn_projecttaskid: string } => ({
  msdyn_projecttaskid: String(values['msdyn_projecttaskid'] ?? ''),
});
