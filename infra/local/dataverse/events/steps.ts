import { v5 as uuid } from 'uuid';
import type { Step } from '../step.ts';

/** A step with its id: the id of the OwningExtension in every event that it raises. */
export type RegisteredStep = Step & {
  readonly id: string;
  /** Id of the service endpoint that it sends to; absent: where the sandbox was told to send. */
  readonly endpoint?: string;
};

const namespace = '0d0f6a4e-3b1c-5d0b-9a3e-7a9a50ad1e01';

/** The steps that the sandbox was started with; they can be replaced while it runs. */
export class Steps {
  #byTable: ReadonlyMap<string, readonly RegisteredStep[]> = new Map();

  constructor(steps: readonly Step[]) {
    this.replace(steps);
  }

  replace(steps: readonly Step[]): void {
    const registered = steps.map((step, place): RegisteredStep => ({
      ...step,
      id: step.id ?? uuid(`${place}/${step.table}/${step.message}`, namespace),
    }));
    this.#byTable = Map.groupBy(registered, (step) => step.table);
  }

  of(table: string): readonly RegisteredStep[] {
    return this.#byTable.get(table) ?? [];
  }

  all(): readonly RegisteredStep[] {
    return [...this.#byTable.values()].flat();
  }
}
