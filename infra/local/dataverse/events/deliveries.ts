import type { RaisedEvent } from './raised-event.ts';
import type { EventSender, SendFailure } from './send-event.ts';

/** How notifications are disturbed; see SWITCHES.md. */
export interface EventSwitch {
  readonly hold?: readonly string[] | undefined;
  readonly release?: boolean | 'reversed' | undefined;
  readonly duplicate?: number | undefined;
  readonly drop?: boolean | undefined;
  readonly oversize?: boolean | undefined;
}

const atOnce = 32;

/** The asynchronous service: sends what steps raised, many at once, in no promised order. */
export class Deliveries {
  readonly #failed: (event: RaisedEvent, failure: SendFailure) => void;
  readonly #registered: (endpoint: string) => EventSender | undefined;
  readonly #queue: RaisedEvent[] = [];
  readonly #held: RaisedEvent[] = [];
  readonly #open = new Set<EventSender>();
  #sender: EventSender | undefined;
  #hold: readonly string[] = [];
  #duplicate = 1;
  #drop = false;
  #oversize = false;
  #running = 0;
  #stopped = false;
  readonly #idle: (() => void)[] = [];

  /**
   * @param failed told when a job has failed for good.
   * @param registered the sender of a service endpoint.
   */
  constructor(
    failed: (event: RaisedEvent, failure: SendFailure) => void,
    registered: (endpoint: string) => EventSender | undefined = () => undefined,
  ) {
    this.#failed = failed;
    this.#registered = registered;
  }

  /** What steps without an endpoint of their own raise goes here; undefined: nowhere. Jobs under way end at the endpoint they began with. */
  async sendTo(sender: EventSender | undefined): Promise<void> {
    const before = this.#sender;
    this.#sender = sender;
    if (sender !== undefined) this.#open.add(sender);
    if (before === undefined) return;
    await this.idle();
    this.#open.delete(before);
    await before.close();
  }

  raise(events: readonly RaisedEvent[]): void {
    if (this.#drop) return;
    for (const event of events) {
      if (this.#hold.includes(event.table.name) || this.#hold.includes('*')) this.#held.push(event);
      else this.#enqueue(event);
    }
    this.#pump();
  }

  set(change: EventSwitch): void {
    if (change.hold !== undefined) this.#hold = change.hold;
    if (change.duplicate !== undefined) this.#duplicate = change.duplicate;
    if (change.drop !== undefined) this.#drop = change.drop;
    if (change.oversize !== undefined) this.#oversize = change.oversize;
    if (change.release !== undefined && change.release !== false) {
      this.#hold = [];
      const held = this.#held.splice(0);
      for (const event of change.release === 'reversed' ? held.reverse() : held) this.#enqueue(event);
      this.#pump();
    }
  }

  /** Jobs that are not done; held ones are counted apart. */
  get counts(): { readonly waiting: number; readonly held: number } {
    return { waiting: this.#queue.length + this.#running, held: this.#held.length };
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    if (this.#running === 0 && this.#queue.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue.length = 0;
    await Promise.all([...this.#open].map((sender) => sender.close()));
    await this.idle();
  }

  #enqueue(event: RaisedEvent): void {
    for (let copy = 0; copy < this.#duplicate; copy++) this.#queue.push(event);
  }

  #pump(): void {
    while (this.#running < atOnce && !this.#stopped) {
      const event = this.#queue.shift();
      if (event === undefined) return;
      const { endpoint } = event.step;
      const sender = endpoint === undefined ? this.#sender : this.#registered(endpoint);
      if (sender === undefined) continue;
      this.#running += 1;
      void this.#run(sender, event);
    }
  }

  async #run(sender: EventSender, event: RaisedEvent): Promise<void> {
    try {
      const failure = await sender.send(event, this.#oversize);
      if (failure !== undefined) this.#failed(event, failure);
    } catch (error) {
      // Only a sender that is being closed rejects.
      if (!this.#stopped) this.#failed(event, { code: 0x80050205, message: String(error) });
    } finally {
      this.#running -= 1;
      this.#pump();
      if (this.#running === 0 && this.#queue.length === 0)
        for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}
