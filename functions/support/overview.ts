import { overview } from '../../shared/support/overview.ts';
import { supportRoute } from './support-route.ts';

/** How maps and counterparts stand, and how old what is open is: `GET /api/support/overview`. */
supportRoute('overview', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync }) => ({ jsonBody: await overview(sync) }),
});
