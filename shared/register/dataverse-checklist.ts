import type { WebApi } from '../dataverse/web-api.ts';
import type { DataverseMetadata, TableDefinition } from '../map-check/metadata.ts';
import { columnUses } from '../map-check/column-uses.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Item } from './checklist.ts';
import { neededPrivileges } from './needed-privileges.ts';
import { findUser, missingPrivileges } from './read-privileges.ts';
import { checkNeeds, type CheckedNeed } from './schema-needs.ts';

export interface DataverseToCheck {
  readonly api: WebApi;
  readonly metadata: DataverseMetadata;
  readonly maps: readonly TableMap[];
  /** Client id of the app's identity; undefined: whoever asks is looked at. */
  readonly applicationId: string | undefined;
}

/**
 * What a person does in Dataverse: columns, alternate keys, change tracking, application user, security role. Each is looked
 * at; nothing is written.
 *
 * @throws CounterpartError
 */
export async function dataverseChecklist(checked: DataverseToCheck): Promise<readonly Item[]> {
  const { maps, metadata } = checked;
  const items = [
    ...checkNeeds(maps, await definitions(maps, metadata)).map(needItem),
    ...(await roleItems(checked)),
  ];
  return items.map((item, index) => ({ id: `D${index + 1}`, ...item }));
}

async function definitions(
  maps: readonly TableMap[],
  metadata: DataverseMetadata,
): Promise<ReadonlyMap<string, TableDefinition | undefined>> {
  const tables = [
    ...new Set(maps.flatMap((map) => [map.dataverse.table, ...columnUses(map).map(({ table }) => table)])),
  ];
  return new Map(
    await Promise.all(
      tables.map(async (table) => [table, await metadata.tableDefinition(table, new Set())] as const),
    ),
  );
}

function needItem({ need, there }: CheckedNeed): Omit<Item, 'id'> {
  const state = there ? 'done' : 'missing';
  switch (need.kind) {
    case 'column':
      return {
        does: `Add the column ${need.column} (${typeWords[need.type] ?? need.type}) to ${need.table}, in a solution of yours whose publisher has the prefix posync.`,
        state,
        seen: there ? 'It is there.' : 'It is not there.',
      };
    case 'change-tracking':
      return {
        does: `Switch on "Track changes" for ${need.table}; it cannot be switched off again.`,
        state,
        seen: there ? 'It is on.' : 'It is off: a delete whose event was lost is never found.',
      };
    case 'key':
      return {
        does: `Add an alternate key over ${need.columns.join(', ')} to ${need.table}, and wait until its index is active.`,
        state,
        seen: there ? 'It is active.' : 'It is not there, or not active: two rows may have the same values.',
      };
  }
}

const typeWords: Readonly<Record<string, string>> = {
  text: 'text, 100 characters',
  decimal: 'decimal, 10 digits after the point',
};

async function roleItems({
  api,
  maps,
  applicationId,
}: DataverseToCheck): Promise<readonly Omit<Item, 'id'>[]> {
  const user = await findUser(api, applicationId);
  const whose = applicationId === undefined ? 'whoever asks' : `the application ${applicationId}`;
  const needed = neededPrivileges(maps);
  const missing = user === undefined ? [] : await missingPrivileges(api, user, needed);
  return [
    {
      does: 'Add the app as an application user (Power Platform admin center, environment, Settings, Users + permissions, Application users) and give it the role below and no other.',
      ...(applicationId === undefined
        ? {
            state: 'unknown' as const,
            seen: 'Which identity the app has is not said: --application-id, or MANAGED_IDENTITY_CLIENT_ID.',
          }
        : user === undefined
          ? { state: 'missing' as const, seen: `Dataverse has no user of ${whose}.` }
          : { state: 'done' as const, seen: `Its user is ${user}.` }),
    },
    ...[...needed].map(([table, types]): Omit<Item, 'id'> => {
      const lacks = missing.filter((each) => each.table === table);
      return {
        does: `Role "Project Operations Sync": ${table}: ${[...types].join(', ')}, for the whole organisation.`,
        ...(user === undefined
          ? { state: 'unknown', seen: 'There is no user whose privileges could be read.' }
          : lacks.length === 0
            ? { state: 'done', seen: `${whose} has them.` }
            : {
                state: 'missing',
                seen: `${whose} lacks ${lacks.map(({ privilege }) => privilege).join(', ')}.`,
              }),
      };
    }),
  ];
}
