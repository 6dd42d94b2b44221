import { chromium, type BrowserContext } from 'playwright-core';
import { findBrowser } from '../../infra/local/browser.ts';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { bind, dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../infra/local/story/master-data.ts';
import { until } from '../../infra/local/story/stage.ts';

export interface ConsoleWorld {
  readonly environment: Environment;
  /** Address of the console's first page. */
  readonly home: string;
  /** A browser of its own, signed in as the platform would say; nobody where no roles are named. */
  person(name?: string, roles?: readonly string[]): Promise<BrowserContext>;
  /** A task that Finance refuses for want of a name, listed with its dead letter. */
  refusedTask(number: string): Promise<string>;
  /** Gives a task its name without any event of it: only a replay brings it over. */
  cureSilently(task: string, name: string): Promise<void>;
  stop(): Promise<void>;
}

/** All embedded systems and a browser. `settings` go over the local ones. */
export async function openConsoleWorld(
  settings: Readonly<Record<string, string>> = {},
): Promise<ConsoleWorld> {
  const found = await findBrowser();
  const [environment, browser] = await Promise.all([
    startEnvironment({
      financeEvents: 'off',
      writeBack: 'standard',
      dataverseEndpoint: 'webhook',
      settings: {
        DEAD_LETTER_SCHEDULE: '* * * * * *',
        // Reconciliation would bring over what was cured silently, at the next full minute.
        RECONCILE_SCHEDULE: '0 0 0 1 1 *',
        ...settings,
      },
    }),
    chromium.launch(found),
  ]);
  const june = dataverseUser(environment.dataverse.url, 'June Low');
  const home = `${environment.functionsUrl()}/api/support/console/`;
  let project: string | undefined;
  const makeProject = async (): Promise<string> => {
    const master = await masterData(june);
    return june.create('msdyn_project', {
      msdyn_projectnumber: 'P-1',
      msdyn_subject: 'Bridge',
      msdyn_customer: master.customer.usmf,
      msdyn_owningcompany: master.company.usmf,
    });
  };
  const webhook = {
    kind: 'webhook',
    url: `${environment.functionsUrl()}/api/dataverse/events`,
    key: environment.functionKey,
  } as const;
  return {
    environment,
    home,
    person: (name, roles) =>
      browser.newContext({
        locale: 'en-GB',
        ...(name === undefined ? {} : { extraHTTPHeaders: principalHeaders(name, roles ?? []) }),
      }),
    refusedTask: async (number) => {
      // Events are sent after the save: it is set here and not where the last one was held back.
      environment.dataverse.setEndpoint(webhook);
      project ??= await makeProject();
      const task = await june.create('msdyn_projecttask', {
        msdyn_activitynumber: number,
        msdyn_outlinelevel: 1,
        msdyn_displaysequence: 1,
        msdyn_project: bind('msdyn_projects', project),
      });
      const listed = await until(60_000, async () => {
        const answer = await fetch(
          `${environment.functionsUrl()}/api/support/open?area=setup-configuration&code=${environment.functionKey}`,
        );
        const open = (await answer.json()) as readonly {
          readonly record: string;
          readonly deadLetter?: unknown;
        }[];
        return open.some(({ record, deadLetter }) => record.endsWith(task) && deadLetter !== undefined)
          ? true
          : undefined;
      });
      if (listed !== true) throw new Error(`The task ${number} was not listed within a minute.`);
      return task;
    },
    cureSilently: async (task, name) => {
      environment.dataverse.setEndpoint({ kind: 'none' });
      await june.update('msdyn_projecttask', task, { msdyn_subject: name });
    },
    stop: async () => {
      await browser.close();
      await environment.stop();
    },
  };
}

/** What App Service authentication tells of a person. */
export function principalHeaders(name: string, roles: readonly string[]): Record<string, string> {
  const principal = {
    auth_typ: 'aad',
    name_typ: 'name',
    role_typ: 'roles',
    claims: [{ typ: 'preferred_username', val: name }, ...roles.map((role) => ({ typ: 'roles', val: role }))],
  };
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-name': name,
  };
}
