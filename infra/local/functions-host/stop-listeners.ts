import type { Listener } from './listener.ts';

/** Stops all listeners, gives work at hand up to `within` milliseconds, and then closes them. */
export async function stopListeners(listeners: readonly Listener[], within: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, within)));
  await Promise.race([Promise.all(listeners.map((listener) => listener.stop())), timeIsUp]);
  clearTimeout(timer);
  await Promise.all(listeners.map((listener) => listener.close()));
}
