import { overview } from '../../shared/support/overview.ts';
import { sightOfArea } from './access/sight-of-area.ts';
import { supportRoute } from './support-route.ts';

/** How maps and counterparts stand, and how old what is open is, of what the person may see: `GET /api/support/overview`. */
supportRoute('overview', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, person }) => ({
    jsonBody: await overview(sync, (area) => sightOfArea(person, area)),
  }),
});
