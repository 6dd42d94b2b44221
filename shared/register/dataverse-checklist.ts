import type { WebApi } from '../dataverse/web-api.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Item } from './checklist.ts';
import { neededPrivileges } from './needed-privileges.ts';
import { findUser, missingPrivileges } from './read-privileges.ts';

export interface DataverseToCheck {
  readonly api: WebApi;
  readonly maps: readonly TableMap[];
  /** Client id of the app's identity; undefined: whoever asks is looked at. */
  readonly applicationId: string | undefined;
}

/**
 * What a person does in Dataverse that no request does here: the application user. Whether that user may do what the maps
 * need is looked at, by whichever role; nothing is written.
 *
 * @throws CounterpartError
 */
export async function dataverseChecklist({
  api,
  maps,
  applicationId,
}: DataverseToCheck): Promise<readonly Item[]> {
  const user = await findUser(api, applicationId);
  const whose = applicationId === undefined ? 'whoever asks' : `the application ${applicationId}`;
  const missing = user === undefined ? [] : await missingPrivileges(api, user, neededPrivileges(maps));
  return [
    {
      id: 'D1',
      does: 'Add the app as an application user (Power Platform admin center, environment, Settings, Users + permissions, Application users). Its role is given by --apply --application-id.',
      ...(applicationId === undefined
        ? {
            state: 'unknown',
            seen: 'Which identity the app has is not said: --application-id, or MANAGED_IDENTITY_CLIENT_ID.',
          }
        : user === undefined
          ? { state: 'missing', seen: `Dataverse has no user of ${whose}.` }
          : { state: 'done', seen: `Its user is ${user}.` }),
    },
    {
      id: 'D2',
      does: 'The user may do what the maps need, for the whole organisation, by the role of --apply or by another one.',
      ...(user === undefined
        ? { state: 'unknown', seen: 'There is no user whose privileges could be read.' }
        : missing.length === 0
          ? { state: 'done', seen: `${whose} has all privileges.` }
          : {
              state: 'missing',
              seen: `${whose} lacks ${missing.map(({ privilege }) => privilege).join(', ')}.`,
            }),
    },
  ];
}
