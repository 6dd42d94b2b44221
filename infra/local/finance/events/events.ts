import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { referenceData } from '../../reference-data.ts';
import type { RowChange } from '../store/row-change.ts';
import type { BusinessEvent } from './business-event.ts';
import { isActivated, type Origin } from './data-event-activation.ts';
import type { OpenEndpoint } from './endpoint.ts';
import type { EventSwitchChanges, EventSwitches } from './event-switches.ts';
import type { OutgoingEvent } from './outgoing-event.ts';
import { writeBusinessEvent } from './write-business-event.ts';
import { writeDataEvent } from './write-data-event.ts';

/** An event that the endpoint did not take; it stays until a person sends it again. */
export interface FailedEvent {
  readonly name: string;
  readonly error: string;
  readonly payload: unknown;
}

const attempts = 3;
const waitMs = 1000;
/** ControlNumber of the ping that activating an endpoint sends: the smallest Int64. */
const pingControlNumber = '-9223372036854775808';
const user = '410a2690-0000-4000-8000-0000000000f1';

export interface EventsOptions {
  readonly endpoint: OpenEndpoint;
  readonly businessEvents: boolean;
  readonly dataEvents: boolean;
  readonly now: () => number;
  /** From 0 to below 1; for the gaps between control numbers. */
  readonly random: () => number;
}

/** Raises events and delivers them: three attempts a second apart, in no order, then never again by itself. */
export class Events {
  readonly #options: EventsOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #switches: EventSwitches;
  #controlNumber = 0x150000000n;
  #failed: { readonly event: OutgoingEvent; readonly error: string }[] = [];

  constructor(options: EventsOptions) {
    this.#options = options;
    const { businessEvents, dataEvents } = options;
    this.#switches = { businessEvents, dataEvents, duplicate: 0, drop: false, echo: false };
  }

  /** Sends what activating an endpoint sends. */
  ping(): void {
    const event = {
      businessEventId: 'BusinessEventsTestEndpointContract',
      category: '',
      legalEntity: '',
      fields: {},
    };
    this.#send(this.#written(event, pingControlNumber));
  }

  businessEvent(event: BusinessEvent): void {
    if (!this.#switches.businessEvents) return;
    this.#controlNumber += BigInt(1 + Math.floor(this.#options.random() * 3));
    this.#send(this.#written(event, this.#controlNumber.toString()));
  }

  /** Raises the data events of one transaction. */
  rowsChanged(changes: readonly RowChange[], origin: Origin): void {
    if (!this.#switches.dataEvents) return;
    const correlationId = randomUUID();
    for (const change of changes.filter((each) => isActivated(each, origin, this.#switches.echo))) {
      const event = writeDataEvent(change, {
        correlationId,
        requestId: randomUUID(),
        organizationId: referenceData.organizationId,
        user,
        now: this.#options.now(),
      });
      if (event !== undefined) this.#send(event);
    }
  }

  /** @returns all switches as they are now. */
  switch(changes: EventSwitchChanges): EventSwitches {
    const { businessEvents, dataEvents, duplicate, drop, echo } = this.#switches;
    this.#switches = {
      businessEvents: changes.businessEvents ?? businessEvents,
      dataEvents: changes.dataEvents ?? dataEvents,
      duplicate: changes.duplicate ?? duplicate,
      drop: changes.drop ?? drop,
      echo: changes.echo ?? echo,
    };
    return this.#switches;
  }

  failed(): readonly FailedEvent[] {
    return this.#failed.map(({ event, error }) => ({ name: event.name, error, payload: event.body }));
  }

  /** Sends all failed events again. @returns how many. */
  resend(): number {
    const failed = this.#failed;
    this.#failed = [];
    for (const { event } of failed) this.#start(event);
    return failed.length;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
    await this.#options.endpoint.close();
  }

  #written(event: BusinessEvent, controlNumber: string): OutgoingEvent {
    return writeBusinessEvent(event, {
      eventId: randomUUID().toUpperCase(),
      controlNumber,
      now: this.#options.now(),
      user,
    });
  }

  #send(event: OutgoingEvent): void {
    if (this.#switches.drop) return;
    for (let copy = 0; copy <= this.#switches.duplicate; copy += 1) this.#start(event);
  }

  #start(event: OutgoingEvent): void {
    const delivery = this.#deliver(event).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  async #deliver(event: OutgoingEvent): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#options.endpoint.send(event);
        return;
      } catch (error) {
        if (attempt === attempts || this.#stopping.signal.aborted) {
          this.#failed.push({ event, error: error instanceof Error ? error.message : String(error) });
          return;
        }
      }
      await delay(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}
