import type { Projects } from './contract-to-tasks.ts';
import type { Stage } from './stage.ts';

/** The French project is done: nothing of it is open, so Finance may close it. */
export async function closing(stage: Stage, projects: Projects): Promise<void> {
  stage.tell('June closes the French project');
  await stage.june.update('msdyn_project', projects.frenchProject, { statecode: 1, statuscode: 2 });
  await stage.lands('June', 'closed project', {
    system: 'Finance',
    table: 'ProjectsV2',
    key: { dataAreaId: 'frrt', ProjectId: 'P-3001' },
    values: { ProjectStage: 'Completed' },
  });
}
