import type { MemorySystemOptions } from '../stand-ins/memory-system.ts';
import { tables } from './simulated-maps.ts';

/** What Finance refuses: a project without a name, a task whose project is not there. Its staging of actuals takes orphans. */
export const financeRefuses: NonNullable<MemorySystemOptions['refuses']> = (
  table,
  after,
  _written,
  system,
) => {
  if (table === tables.financeProject.table && after['ProjectName'] === '')
    return {
      kind: 'rejected',
      code: 'validateWrite',
      field: 'ProjectName',
      text: "Field 'ProjectName' must be filled in.",
      hint: 'Fill in the field in the source, then replay.',
    };
  if (table !== tables.financeTask.table) return undefined;
  const project = { dataAreaId: after['dataAreaId'] ?? '', ProjectId: after['ProjectId'] ?? '' };
  if (system.row(tables.financeProject, project) !== undefined) return undefined;
  return {
    kind: 'waiting',
    code: 'relation',
    field: 'ProjectId',
    text: `The value '${String(project.ProjectId)}' in field 'ProjectId' is not found in the related table 'ProjTable'.`,
    hint: 'Someone must create the value in Finance.',
  };
};
