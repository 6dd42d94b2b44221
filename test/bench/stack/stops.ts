export interface Stoppable {
  stop(): Promise<void>;
}

/** Remembers what was started, so that all of it is stopped, the last first. */
export interface Stops {
  add<T extends Stoppable>(starting: Promise<T>): Promise<T>;
  all(): Promise<void>;
}

export function stops(): Stops {
  const started: Stoppable[] = [];
  return {
    async add(starting) {
      const part = await starting;
      started.push(part);
      return part;
    },
    async all() {
      for (const part of started.splice(0).reverse()) await part.stop();
    },
  };
}
