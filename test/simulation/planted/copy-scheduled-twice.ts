import type { Plant } from './plant.ts';

/** The copy of a retry has another MessageId each time, so that a redelivered original schedules it again. */
export const copyScheduledTwice: Plant = {
  name: 'copy-scheduled-twice',
  what: 'A redelivered original schedules its copy a second time.',
  ports: (ports, { unique }) => ({
    ...ports,
    bus: {
      ...ports.bus,
      schedule: (message, at) =>
        ports.bus.schedule({ ...message, messageId: `${message.messageId}~${unique()}` }, at),
    },
  }),
};
