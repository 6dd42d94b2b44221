/** Messages of Dataverse that say "this row may have changed". */
export const messages = ['Create', 'Update', 'Delete'] as const;
export type Message = (typeof messages)[number];

/** One asynchronous step that must be registered. */
export interface WantedStep {
  /** Logical name. */
  readonly table: string;
  readonly message: Message;
  /** Columns of which one must be in the request; sorted, and empty unless the message is Update. */
  readonly filteringAttributes: readonly string[];
}

/** Where Dataverse shall send. The secret is undefined where it is not at hand: nothing is then said of it. */
export type WantedEndpoint =
  | {
      readonly kind: 'service-bus';
      /** `sb://contoso.servicebus.windows.net/` */
      readonly address: string;
      readonly topic: string;
      readonly keyName: string;
      readonly secret: string | undefined;
    }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string | undefined };

/** What Dataverse shall know of us. */
export interface Wanted {
  /** Name of the service endpoint, and how the names of our steps begin. */
  readonly name: string;
  readonly endpoint: WantedEndpoint;
  readonly steps: readonly WantedStep[];
}

/** `project-operations-sync: Update of msdyn_project` */
export const stepName = (name: string, { message, table }: Pick<WantedStep, 'message' | 'table'>): string =>
  `${name}: ${message} of ${table}`;
