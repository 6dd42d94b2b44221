/** An event on its way to the endpoint. */
export interface OutgoingEvent {
  readonly name: string;
  /** JSON, as it goes over the wire. */
  readonly body: string;
  /** Message properties on Service Bus; their names are assumed. */
  readonly properties: Readonly<Record<string, string>>;
}
