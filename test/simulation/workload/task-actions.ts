import type { Action, WeightedAction } from './action.ts';
import { numeric } from './numeric.ts';
import { person } from './person.ts';
import { projectId, rowsOf, taskId } from './rows-of.ts';
import { tables } from './simulated-maps.ts';
import { some } from './some.ts';
import { subjects } from './subjects.ts';

const createTask: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const project = some(random, rows.projects());
  if (project === undefined) return false;
  const { msdyn_projectid } = projectId(project);
  const siblings = rows.tasks().filter((row) => row.values['msdyn_project'] === msdyn_projectid);
  const candidate = `T-${String(random.between(1, 3))}`;
  if (siblings.some((row) => row.values['msdyn_activitynumber'] === candidate)) return false;
  const parent = random.chance(0.4) ? some(random, siblings) : undefined;
  person(simulation, simulation.dataverse).put(
    tables.task,
    { msdyn_projecttaskid: random.guid() },
    {
      msdyn_activitynumber: candidate,
      msdyn_subject: random.pick(subjects),
      msdyn_outlinelevel: numeric(1),
      msdyn_displaysequence: numeric(1),
      msdyn_islinetask: false,
      msdyn_project: msdyn_projectid,
      msdyn_parenttask: parent === undefined ? null : taskId(parent).msdyn_projecttaskid,
    },
  );
  return true;
};

const updateTask: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const row = some(random, rows.tasks());
  if (row === undefined) return false;
  person(simulation, simulation.dataverse).put(tables.task, taskId(row), {
    msdyn_subject: random.pick(subjects),
    ...(random.chance(0.1) ? { msdyn_islinetask: random.chance(0.5) } : {}),
  });
  return true;
};

const deleteTask: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const row = some(simulation.random, rows.tasks());
  if (row === undefined) return false;
  const { msdyn_projecttaskid } = taskId(row);
  const isParent = rows.tasks().some((other) => other.values['msdyn_parenttask'] === msdyn_projecttaskid);
  if (isParent || rows.haveActuals('msdyn_task', msdyn_projecttaskid)) return false;
  person(simulation, simulation.dataverse).remove(tables.task, { msdyn_projecttaskid });
  return true;
};

/** Hangs a task under a sibling, or under itself: parents that are tasks of their own children form a circle. */
const moveTask: Action = (simulation) => {
  const rows = rowsOf(simulation);
  const { random } = simulation;
  const row = some(random, rows.tasks());
  if (row === undefined) return false;
  const project = row.values['msdyn_project'];
  const parent = some(
    random,
    rows.tasks().filter(({ values }) => values['msdyn_project'] === project),
  );
  person(simulation, simulation.dataverse).put(tables.task, taskId(row), {
    msdyn_parenttask: parent === undefined ? null : taskId(parent).msdyn_projecttaskid,
  });
  return true;
};

/** What people do with tasks. */
export const taskActions: readonly WeightedAction[] = [
  { weight: 4, act: createTask },
  { weight: 3, act: updateTask },
  { weight: 1, act: moveTask },
  { weight: 1, act: deleteTask },
];
