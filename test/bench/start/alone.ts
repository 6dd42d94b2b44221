import { app } from '@azure/functions';

/** What no functions app on this library beats: one function that answers. */
app.http('alone', {
  route: 'alone',
  methods: ['GET'],
  authLevel: 'function',
  handler: () => ({ status: 204 }),
});
