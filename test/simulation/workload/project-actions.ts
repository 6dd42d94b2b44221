import type { ODataValue } from '../../../shared/odata/value.ts';
import type { Random } from '../clock/random.ts';
import type { Simulation } from '../run/simulation.ts';
import type { Action, WeightedAction } from './action.ts';
import { numeric } from './numeric.ts';
import { person } from './person.ts';
import { reference } from './reference-rows.ts';
import { projectId, rowsOf, taskId } from './rows-of.ts';
import { tables } from './simulated-maps.ts';
import { some } from './some.ts';
import { subjects } from './subjects.ts';

/** Few numbers: they are used again. */
const projectNumber = (random: Random): string => `P-${String(random.between(1, 4))}`;

const createProject: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const candidate = projectNumber(random);
  // Now and then two rows get one number.
  const others = rows.projects().filter((row) => row.values['msdyn_projectnumber'] === candidate);
  if (others.length > 0 && !random.chance(0.15)) return false;
  const company = random.chance(0.08) ? reference.demf : reference.usmf;
  person(simulation, simulation.dataverse).put(
    tables.project,
    { msdyn_projectid: random.guid() },
    {
      msdyn_projectnumber: candidate,
      msdyn_subject: random.chance(0.06) ? '' : random.pick(subjects),
      msdyn_owningcompany: company,
      msdyn_customer: reference.customer,
      statecode: numeric(0),
    },
  );
  return true;
};

const updateProject: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const row = some(random, rows.projects());
  if (row === undefined) return false;
  const completes = random.chance(0.1);
  changeProject(simulation, projectId(row), completes ? { statecode: numeric(random.between(0, 1)) } : {});
  return true;
};

/** People save twice within a moment: the second change meets the first one at work. */
function changeProject(
  simulation: Simulation,
  key: { readonly msdyn_projectid: string },
  more: Readonly<Record<string, ODataValue>>,
): void {
  const { random, dataverse, schedule } = simulation;
  if (dataverse.row(tables.project, key) === undefined) return;
  const subject = random.chance(0.05) ? '' : random.pick(subjects);
  person(simulation, dataverse).put(tables.project, key, { ...more, msdyn_subject: subject });
  if (random.chance(0.35))
    schedule.after(random.between(50, 1_500), () => changeProject(simulation, key, {}));
}

const renumberProject: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const row = some(random, rows.projects());
  if (row === undefined) return false;
  const candidate = projectNumber(random);
  if (rows.projects().some((other) => other.values['msdyn_projectnumber'] === candidate)) return false;
  person(simulation, simulation.dataverse).put(tables.project, projectId(row), {
    msdyn_projectnumber: candidate,
  });
  return true;
};

const deleteProject: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const row = some(simulation.random, rows.projects());
  if (row === undefined) return false;
  const key = projectId(row);
  if (rows.haveActuals('msdyn_project', key.msdyn_projectid)) return false;
  const june = person(simulation, simulation.dataverse);
  for (const task of rows.tasks())
    if (task.values['msdyn_project'] === key.msdyn_projectid) june.remove(tables.task, taskId(task));
  june.remove(tables.project, key);
  return true;
};

/** What people do with projects. */
export const projectActions: readonly WeightedAction[] = [
  { weight: 5, act: createProject },
  { weight: 6, act: updateProject },
  { weight: 1, act: renumberProject },
  { weight: 2, act: deleteProject },
];
