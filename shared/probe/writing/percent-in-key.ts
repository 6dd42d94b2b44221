import { mapNames } from '../../assumptions/map-names.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import { failureOf } from '../failure-of.ts';
import { makeRow } from '../make-row.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';

/** Makes a row with a percent sign in its key and addresses it as our client does, then encoded once. */
export const percentInKey: Probe = {
  name: 'percent-in-key',
  settles: ['percent-in-key'],
  writes: ({ company, mark }) => [
    `Finance: a project ${mark}%41 in ${company}, which it changes and deletes`,
  ],
  run: async (world) => {
    const assumption = 'percent-in-key';
    const { finance } = world.clients;
    const table = tableRefs(world.maps.byName(mapNames.projects)).finance;
    const number = `${world.mark}%41`;
    const key = { dataAreaId: world.company, ProjectId: number };
    const once = `/data/${table.set}(dataAreaId='${world.company}',ProjectId='${encodeURIComponent(number)}')?cross-company=true`;
    const failure = await makeRow(world, {
      counterpart: finance,
      table,
      key,
      values: { ProjectName: world.mark },
      takeBack: async () => {
        if ((await finance.delete(table, key)) === 'deleted') return;
        const { status, text } = await world.finance('DELETE', once);
        if (status >= 300) throw new Error(text);
      },
    });
    if (failure !== undefined)
      throw new NotSettled(`Finance did not take the test project ${number}: ${failure.text}`);
    const twice = await failureOf(finance.update(table, key, { ProjectName: `${world.mark} twice` }));
    if (twice === undefined)
      return [{ assumption, verdict: 'as-assumed', why: 'Encoded twice, the row is found and changed.' }];
    const { status } = await world.finance('PATCH', once, { body: { ProjectName: `${world.mark} once` } });
    return [
      status < 300
        ? {
            assumption,
            verdict: 'otherwise',
            why: `Encoded once the row is found, encoded twice it is not: ${twice.text}`,
          }
        : {
            assumption,
            verdict: 'not-settled',
            why: `Neither once nor twice encoded is the row found: ${twice.text}`,
          },
    ];
  },
};
