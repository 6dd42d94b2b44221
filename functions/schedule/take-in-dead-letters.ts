import { app } from '@azure/functions';
import { takeInDeadLetters } from '../../shared/sync/take-in-dead-letters.ts';
import { areas } from '../../shared/table-map/area.ts';
import { getRuntime } from '../runtime.ts';

/** Looked at in one run; what is left waits for the next. */
const limit = 100;

app.timer('take-in-dead-letters', {
  schedule: '%DEAD_LETTER_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync } = await getRuntime();
    for (const area of areas) {
      const { open, settled } = await takeInDeadLetters(sync, area, limit);
      if (open + settled > 0)
        context.log(`dead letters of ${area}: ${open} need a person, ${settled} were settled meanwhile`);
    }
  },
});
