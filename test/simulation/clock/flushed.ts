/** Resolves when all promises have run as far as they can without another event. */
export const flushed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
