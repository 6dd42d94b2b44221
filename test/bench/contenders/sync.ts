import { changesTopic, syncSubscription } from '../../../shared/messaging/topics.ts';
import type { Stack } from '../stack/stack.ts';
import { syncSettings } from '../stack/sync-settings.ts';
import type { Contender } from './contender.ts';
import { webhookContender } from './webhook-contender.ts';

/** This project, all its functions in one host. */
export const syncContender = (stack: Stack): Promise<Contender> =>
  webhookContender(
    stack,
    {
      key: 'sync',
      title: 'this project',
      entry: 'functions/index.ts',
      route: 'dataverse/events',
      queue: { topic: changesTopic('setup-configuration'), subscription: syncSubscription },
    },
    syncSettings(stack),
  );
