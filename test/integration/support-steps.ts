import { jobProgress } from '../../shared/support/job-progress.ts';
import { preview } from '../../shared/support/preview.ts';
import { runJob } from '../../shared/support/run-job.ts';
import { startJob } from '../../shared/support/start-job.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import type { World } from './sync-harness.ts';
import { fresh, makeTask, map, type Ground } from './sync-rows.ts';

const area = 'setup-configuration';

export interface Task {
  readonly id: string;
  readonly number: string;
  readonly record: string;
}

/** What tests of the support of records do over and over, in the world that is open when they do it. */
export function supportSteps(open: () => { readonly world: World; readonly ground: Ground }) {
  return {
    /** A task that Finance refuses until it has a name, with its dead letter taken in. */
    refused: async (): Promise<Task> => {
      const { world, ground } = open();
      const number = fresh('A');
      const id = await makeTask(world, ground.projectId, number, { msdyn_subject: null });
      await world.publish(world.change(map.tasks, id));
      await world.drain();
      await world.takeIn(area);
      return { id, number, record: `${map.tasks}|${id}` };
    },
    cure: ({ id }: Task, name = 'Cured') =>
      open().world.june.update('msdyn_projecttask', id, { msdyn_subject: name }),
    inFinance: ({ number }: Task) => open().world.rows('Finance', 'ProjectTasks', { TaskId: number }),
    look: ({ record }: Task, on: Sync = open().world.sync) => preview(on, area, record),
    job: (list: readonly { readonly record: string; readonly hash?: string }[], by = 'June Low') =>
      startJob(
        open().world.sync,
        list.map(({ record, hash }) => ({ area, record, hash })),
        by,
      ),
    /** Works on a job while the functions work. */
    finish: async (id: string, on: Sync = open().world.sync): Promise<void> => {
      let ended = false;
      await open().world.drain({
        until: async () => {
          const now = await on.ledger.job(id);
          if (now !== undefined && !ended) ended = (await runJob(on, now, 0)) === 'finished';
          return ended;
        },
        patienceMs: 30_000,
      });
    },
    resultsOf: async (id: string) => (await jobProgress(open().world.sync, id))?.results,
    audited: (record: string) => open().world.sync.ledger.audit({ record }, 10),
  };
}
