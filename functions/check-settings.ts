import { app } from '@azure/functions';
import { readSettings } from '../shared/settings/settings.ts';

/** A wrong setting ends the start, with its name, instead of the first change. */
app.hook.appStart(() => {
  readSettings(process.env);
});
