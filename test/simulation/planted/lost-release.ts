import type { Plant } from './plant.ts';

/** F7: who waits for a record is taken off the list and never sent word. */
export const lostRelease: Plant = {
  name: 'lost-release',
  what: 'A released change is never sent, so that it goes on only when it looks again by itself.',
  ports: (ports) => ({
    ...ports,
    bus: {
      ...ports.bus,
      publish: (messages) =>
        ports.bus.publish(messages.filter(({ messageId }) => !messageId.includes('#release#'))),
    },
  }),
};
