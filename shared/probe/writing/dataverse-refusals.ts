import { LosslessNumber } from 'lossless-json';
import { dataverseAnswerError } from '../../dataverse/dataverse-error.ts';
import { failureOf } from '../failure-of.ts';
import type { Probe } from '../probe.ts';
import { telling } from '../telling.ts';
import { companyId } from './company-id.ts';
import { testRow } from './test-row.ts';

const active = new LosslessNumber('0');
const inactiveReason = new LosslessNumber('2');

/** Provokes refusals of Dataverse whose codes we read. */
export const dataverseRefusals: Probe = {
  name: 'dataverse-refusals',
  settles: ['dataverse-status-refusals', 'unknown-column-in-body'],
  writes: ({ company, mark }) => [
    `Dataverse: a project "${mark}" of ${company}, on which it tries two changes that must be refused; deleted`,
  ],
  run: async (world) => {
    const company = await companyId(world);
    const table = 'msdyn_project';
    const row = await testRow(world, table, {
      msdyn_subject: world.mark,
      msdyn_owningcompany: { table: 'cdm_company', id: company },
    });
    const status = await failureOf(
      world.clients.dataverse.update(row.table, row.key, { statecode: active, statuscode: inactiveReason }),
    );
    const answer = await world.dataverse('PATCH', `/${row.table.set}(${row.id})`, {
      body: { posync_nosuchcolumn: 'x' },
      headers: { 'If-Match': '*' },
    });
    const call = { does: 'update', table, id: row.id } as const;
    const body =
      answer.status < 300 ? undefined : telling(dataverseAnswerError(answer, call, world.now()).details);
    const told = (failure: { readonly code: string; readonly text: string } | undefined): string =>
      failure === undefined ? 'Dataverse took it.' : `${failure.code}: ${failure.text}`;
    return [
      {
        assumption: 'dataverse-status-refusals',
        verdict: status?.cause === 'stage-refuses' ? 'as-assumed' : 'otherwise',
        why: told(status),
      },
      {
        assumption: 'unknown-column-in-body',
        verdict: body?.cause === 'unknown-column' ? 'as-assumed' : 'otherwise',
        why: told(body),
      },
    ];
  },
};
