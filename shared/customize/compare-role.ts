import type { PrivilegeType } from '../register/needed-privileges.ts';
import type { Customization } from './customization.ts';
import type { FoundRole } from './found-role.ts';
import type { FoundPrivilege, FoundTable } from './found-table.ts';
import { roleName } from './own-names.ts';

export interface RoleToCompare {
  /** Name of the installation. */
  readonly name: string;
  readonly needed: ReadonlyMap<string, ReadonlySet<PrivilegeType>>;
  readonly tables: ReadonlyMap<string, FoundTable | undefined>;
  readonly found: FoundRole;
  readonly applicationId: string | undefined;
}

/**
 * Our security role against what the maps touch, and whether the app's user has it. Only what is missing is added: what a
 * person gave besides, for plug-ins that run in the name of the app, stays and is shown. Pure.
 */
export function compareRole(asked: RoleToCompare): readonly Customization[] {
  const { name, found } = asked;
  const wanted = wantedOf(asked);
  const about = { what: 'role', name: roleName(name) } as const;
  const missing = wanted.filter(({ id }) => !found.held.has(id));
  const ids = (all: readonly FoundPrivilege[]): readonly string[] => all.map(({ id }) => id);
  const role: Customization =
    found.id === undefined
      ? {
          ...about,
          action: 'create',
          details: [`${wanted.length} privileges on ${asked.needed.size} tables, for the whole organisation`],
          does: {
            kind: 'create-role',
            name: about.name,
            businessUnit: found.rootBusinessUnit,
            privileges: ids(wanted),
          },
        }
      : missing.length === 0
        ? { ...about, action: 'same', details: [] }
        : {
            ...about,
            action: 'change',
            details: [`It lacks ${missing.map((each) => each.name).join(', ')}.`],
            does: { kind: 'add-privileges', role: found.id, privileges: ids(missing) },
          };
  const more = beyond(asked, new Set(ids(wanted)));
  return [
    role,
    ...(more.length === 0
      ? []
      : [
          {
            ...about,
            action: 'foreign' as const,
            details: [`No map in use needs ${more.map((each) => each.name).join(', ')}.`],
          },
        ]),
    ...assignment(asked),
  ];
}

/** What `--remove` would do: a role that goes is taken from whoever has it. Pure. */
export const compareRoleForRemoval = (name: string, { id }: FoundRole): readonly Customization[] =>
  id === undefined
    ? []
    : [
        {
          action: 'remove',
          what: 'role',
          name: roleName(name),
          details: [],
          does: { kind: 'remove-role', role: id },
        },
      ];

const wantedOf = ({ needed, tables, found }: RoleToCompare): readonly FoundPrivilege[] => [
  ...found.others,
  ...[...needed].flatMap(([table, types]) =>
    [...types].flatMap((type) => tables.get(table)?.privileges.get(type) ?? []),
  ),
];

/** Of the tables of all maps alone: what the platform gives every role is not looked at. */
const beyond = ({ tables, found }: RoleToCompare, wanted: ReadonlySet<string>): readonly FoundPrivilege[] =>
  [...tables.values()]
    .flatMap((table) => [...(table?.privileges.values() ?? [])])
    .filter(({ id }) => found.held.has(id) && !wanted.has(id));

function assignment({ name, found, applicationId }: RoleToCompare): readonly Customization[] {
  const { user, id, rootBusinessUnit } = found;
  if (user === 'unsaid') return [];
  const about = { what: 'user', name: `application ${applicationId ?? ''}` } as const;
  if (user === undefined)
    return [
      {
        ...about,
        action: 'blocked',
        details: [
          'Dataverse has no user of it: add it (Power Platform admin center, environment, Settings, Users + permissions, Application users), then --apply again.',
        ],
      },
    ];
  if (user.businessUnit !== rootBusinessUnit)
    return [
      {
        ...about,
        action: 'blocked',
        details: [
          'It belongs to a business unit below the root: change that to the root, whose role it needs.',
        ],
      },
    ];
  if (id !== undefined && user.roles.has(id)) return [{ ...about, action: 'same', details: [] }];
  return [
    {
      ...about,
      action: 'create',
      details: [`It gets the role ${roleName(name)}.`],
      does: { kind: 'assign-role', role: id, user: user.id },
    },
  ];
}
