import type { InvocationContext, ServiceBusTopicHandler } from '@azure/functions';
import { slots, type Slots } from '../shared/odata/slots.ts';
import { handOver } from '../shared/start/hand-over.ts';
import { RejectedError } from '../shared/sync/rejected-error.ts';
import type { Area } from '../shared/table-map/area.ts';
import { handleChange } from './handle-change.ts';
import { getRuntime } from './runtime.ts';

let places: Slots | undefined;

/**
 * Handler of every area's bulk topic: a few at a time in this process, whatever the host hands out, so that the changes
 * of the day keep their room. What is refused goes on to the area's own topic, whose dead letters are taken in.
 */
export const handleBulkChange =
  (area: Area): ServiceBusTopicHandler =>
  async (message: unknown, context: InvocationContext): Promise<void> => {
    const { settings, sync } = await getRuntime();
    places ??= slots(settings.bulkAtOnce);
    try {
      await places.run(() => Promise.resolve(handleChange(area)(message, context)));
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      await handOver(sync, message);
    }
  };
