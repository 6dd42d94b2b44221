import { startDataverse } from '../../../infra/local/dataverse/start-dataverse.ts';
import { localAcceptedFile } from '../../../infra/local/environment.ts';
import { actualRow } from '../../../infra/local/story/actual-row.ts';
import { bind, dataverseUser } from '../../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../../infra/local/story/master-data.ts';
import { projection } from '../../../shared/dataverse/projection.ts';
import { relationships } from '../../../shared/dataverse/relationships.ts';
import { columnsToRead } from '../../../shared/table-map/columns-to-read.ts';
import { loadInstalledMaps } from '../../../shared/table-map/load-installed-maps.ts';
import { tableRefs } from '../../../shared/table-map/table-refs.ts';
import { atMost, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { spread } from '../statistics/spread.ts';
import { byHand } from './by-hand.ts';
import { byJsonata } from './by-jsonata.ts';
import { byMap } from './by-map.ts';

/** A contender: the text of an answer with one actual → hash of what Finance is to be sent. */
export type Transform = (text: string) => string | Promise<string>;

/** From the answer's text to the hash of what is written: parse, map, hash, one actual a time. */
export const transform: Part = {
  about:
    'one actual from the text of the answer to the hash of its Finance row, against jsonata and a hand-written function',
  run: async ({ quick, runs }, tell) => {
    const { text, ours } = await answerWithOneActual();
    const contenders: readonly (readonly [string, Transform])[] = [
      ['this project', ours],
      ['hand-written', byHand],
      ['jsonata, numbers as doubles', byJsonata],
    ];
    if (ours(text) !== byHand(text))
      throw new Error('The hand-written function and the map do not come to the same row.');
    const times = quick ? 200 : 20_000;
    const microseconds = new Map<string, number[]>(contenders.map(([what]) => [what, []]));
    for (const [, work] of contenders) await repeat(work, text, times / 4);
    for (let round = 0; round < runs; round++)
      for (const [what, work] of round % 2 === 0 ? contenders : contenders.toReversed()) {
        const spent = await repeat(work, text, times);
        tell(`${what}: ${spent.toFixed(1)} µs`);
        microseconds.get(what)?.push(spent);
      }
    const of = (what: string): readonly number[] => microseconds.get(what) ?? [];
    const ratio = spread(
      of('this project').map((spent, round) => spent / (of('hand-written')[round] ?? Number.NaN)),
    );
    return [
      ...contenders.map(([what]): Measure => ({
        of: 'one actual',
        what,
        unit: 'µs',
        figure: spread(of(what)),
      })),
      {
        of: 'one actual',
        what: 'this project',
        unit: 'times the hand-written function',
        figure: ratio,
        goal: atMost(2, ratio),
      },
    ];
  },
};

/** @returns microseconds of one. */
async function repeat(work: Transform, text: string, times: number): Promise<number> {
  const from = performance.now();
  for (let turn = 0; turn < times; turn++) {
    const hash = work(text);
    if (typeof hash !== 'string') await hash;
  }
  return ((performance.now() - from) * 1_000) / times;
}

/** What Dataverse answers when the sync reads one actual, and the sync's own way from there. */
async function answerWithOneActual(): Promise<{
  readonly text: string;
  readonly ours: (text: string) => string;
}> {
  const dataverse = await startDataverse();
  try {
    const user = dataverseUser(dataverse.url, 'system');
    const master = await masterData(user);
    const project = await user.create('msdyn_project', {
      msdyn_projectnumber: 'P-1',
      msdyn_subject: 'Bridge',
      msdyn_customer: master.customer.usmf,
      msdyn_owningcompany: master.company.usmf,
    });
    const task = await user.create('msdyn_projecttask', {
      msdyn_activitynumber: 'A-1',
      msdyn_subject: 'Piers',
      msdyn_outlinelevel: 1,
      msdyn_displaysequence: 1,
      msdyn_project: bind('msdyn_projects', project),
    });
    const actual = await user.create(
      'msdyn_actual',
      actualRow(master, {
        type: 'cost',
        company: 'usmf',
        project,
        task,
        date: '2026-10-25',
        hours: 8,
        price: 62.5,
        billing: 'chargeable',
        text: 'Piers of the bridge',
      }),
    );
    const maps = await loadInstalledMaps(new URL('../../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    });
    const map = maps.byName('Project Operations integration actuals');
    const get = async (path: string): Promise<string> =>
      (await fetch(`${dataverse.url}/api/data/v9.2${path}`)).text();
    const { query, rowOf } = await projection(
      relationships(get),
      tableRefs(map).dataverse,
      columnsToRead(map, 'to-finance'),
    );
    const filter = encodeURIComponent(`msdyn_actualid eq ${actual}`);
    return { text: await get(`/msdyn_actuals?${query}&$filter=${filter}`), ours: byMap(map, rowOf) };
  } finally {
    await dataverse.stop();
  }
}
