import { z } from 'zod';
import { areas } from '../table-map/area.ts';

/** What a person may do, each including the ones before. Values of app roles of the Entra ID registration. */
export const supportRoles = ['Support.Read', 'Support.Replay', 'Support.Admin'] as const;
export type SupportRole = (typeof supportRoles)[number];

const role = z.strictObject({
  role: z.string().min(1),
  is: z.enum(supportRoles),
  companies: z.array(z.string().min(1).toLowerCase()).min(1).exactOptional(),
  areas: z.array(z.enum(areas)).min(1).exactOptional(),
});

/** An app role, what it is, and the legal entities and areas it is limited to; all of them where none is named. */
export type RoleSetting = z.infer<typeof role>;

const form =
  'must be JSON such as [{"role":"Support.Replay.Spain","is":"Support.Replay","companies":["es01"],"areas":["expense"]}]';

const forms = 'must be JSON from table map to menu item, such as {"Project tasks":"MyMenuItem"}';

/** Settings of the support API and its console. */
export const supportSchema = {
  SUPPORT_SIGN_IN: z.enum(['platform', 'local']).default('platform'),
  /** Put there by the platform itself: assumed(platform-says-sign-in). */
  WEBSITE_AUTH_ENABLED: z.string().optional(),
  SUPPORT_KEY_ROLE: z.enum([...supportRoles, 'none']).default('Support.Admin'),
  SUPPORT_ROLES: z
    .string()
    .default(JSON.stringify(supportRoles.map((name) => ({ role: name, is: name }))))
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: form });
        return z.NEVER;
      }
    })
    .pipe(z.array(role, { error: form }).min(1)),
  SUPPORT_HIDE: z
    .string()
    .default('')
    .transform(
      (text): ReadonlySet<string> =>
        new Set(
          text
            .split(',')
            .map((column) => column.trim().toLowerCase())
            .filter((column) => column !== ''),
        ),
    ),
  SUPPORT_FINANCE_FORMS: z
    .string()
    .default('{}')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: forms });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().min(1), z.string().regex(/^\w+$/), { error: forms })),
  SUPPORT_SECOND_PERSON: z.enum(['on', 'off']).default('on'),
  CONSOLE_FOLDER: z.string().optional(),
};

export interface SupportSettings {
  /** Who signs people in: App Service authentication, or nobody because the machine is the user's own. */
  readonly signIn: 'platform' | 'local';
  /** The platform says that its authentication is switched on, so that it removes principal headers from outside. */
  readonly platformSignsIn: boolean;
  /** What a holder of a function key may do. */
  readonly keyRole: SupportRole | 'none';
  readonly roles: readonly RoleSetting[];
  /** Columns in lower case whose values readers do not see; `amounts` stands for every amount. */
  readonly hide: ReadonlySet<string>;
  /** Menu item of Finance whose form shows the rows of a table map, by the map's name. */
  readonly financeForms: Readonly<Record<string, string>>;
  /** A discard of a transactional record takes two people. */
  readonly secondPerson: boolean;
  /** Where the console's files are; beside the functions when undefined. */
  readonly consoleFolder: string | undefined;
}

/** From the values that `supportSchema` has read. */
export const supportSettingsOf = (values: z.infer<z.ZodObject<typeof supportSchema>>): SupportSettings => ({
  signIn: values.SUPPORT_SIGN_IN,
  platformSignsIn: values.WEBSITE_AUTH_ENABLED?.toLowerCase() === 'true',
  keyRole: values.SUPPORT_KEY_ROLE,
  roles: values.SUPPORT_ROLES,
  hide: values.SUPPORT_HIDE,
  financeForms: values.SUPPORT_FINANCE_FORMS,
  secondPerson: values.SUPPORT_SECOND_PERSON === 'on',
  consoleFolder: values.CONSOLE_FOLDER,
});
