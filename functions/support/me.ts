import { supportRoles } from '../../shared/settings/support-settings.ts';
import { mayDo } from './access/may-do.ts';
import { supportRoute } from './support-route.ts';

/** Who is signed in and what that person may do: `GET /api/support/me`. */
supportRoute('me', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: ({ person, settings, sync }) =>
    Promise.resolve({
      jsonBody: {
        name: person.name,
        may: supportRoles.filter((role) => mayDo(person, role)),
        limits: person.roles.filter(({ companies, areas }) => companies !== undefined || areas !== undefined),
        local: settings.signIn === 'local',
        companies: [...sync.companies.keys()],
      },
    }),
});
