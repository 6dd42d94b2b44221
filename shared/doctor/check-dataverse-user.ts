import { z } from 'zod';
import type { WebApi } from '../dataverse/web-api.ts';
import { parseJson } from '../odata/parse-json.ts';
import { neededPrivileges } from '../register/needed-privileges.ts';
import { missingPrivileges } from '../register/read-privileges.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { ok, unknown, wrong, type Diagnosis } from './diagnosis.ts';

const whoAmI = z.object({ UserId: z.string(), OrganizationId: z.string() });
/** Leases and retries take the time of the table service; tokens and people do not. */
const mostOffMs = 120_000;

/**
 * Reachability, organisation, clock and privileges, by two questions to Dataverse and one for each table.
 *
 * @throws CounterpartError
 */
export async function checkDataverseUser(
  api: WebApi,
  organizationIds: ReadonlySet<string> | undefined,
  maps: readonly TableMap[],
  now: () => number,
): Promise<readonly Diagnosis[]> {
  const answer = await api.ask({ method: 'GET', path: '/WhoAmI' }, { does: 'read', table: 'systemuser' });
  const { UserId, OrganizationId } = whoAmI.parse(parseJson(answer.text));
  const missing = await missingPrivileges(api, UserId, neededPrivileges(maps));
  return [
    ok('Dataverse', `It answers user ${UserId}.`),
    organisation(OrganizationId.toLowerCase(), organizationIds),
    clock(answer.header('date'), now()),
    ...(missing.length === 0
      ? [ok('privileges', `The user has all of ${neededPrivileges(maps).size} tables.`)]
      : missing.map(({ privilege, table, type }) =>
          wrong(
            'privileges',
            `The user lacks ${privilege}: ${type} of ${table} for the whole organisation.`,
            'Add it to the role of the application user: npm run register -- --verify lists the whole role.',
          ),
        )),
  ];
}

const organisation = (id: string, configured: ReadonlySet<string> | undefined): Diagnosis =>
  configured === undefined
    ? unknown('organisation', `It is ${id}.`, 'It must be among DATAVERSE_ORGANIZATION_IDS.')
    : configured.has(id)
      ? ok('organisation', `It is ${id}, as the settings say.`)
      : wrong(
          'organisation',
          `DATAVERSE_URL leads to organisation ${id}, DATAVERSE_ORGANIZATION_IDS names ${[...configured].join(', ')}: all its events are refused.`,
          'If the environment is a copy, it must not reach this app: see docs/operate.md. Else correct DATAVERSE_ORGANIZATION_IDS.',
        );

function clock(header: string | undefined, now: number): Diagnosis {
  const theirs = Date.parse(header ?? '');
  if (Number.isNaN(theirs)) return ok('clock', 'Dataverse does not say its time.');
  const off = Math.round((now - theirs) / 1_000);
  return Math.abs(off) * 1_000 <= mostOffMs
    ? ok('clock', `It is ${Math.abs(off)} s from that of Dataverse.`)
    : wrong(
        'clock',
        `It is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} that of Dataverse.`,
        'Set the clock of this machine; in Azure it is set by the platform.',
      );
}
