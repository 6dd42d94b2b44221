/** Where asynchronous steps send: a webhook, the topic of a service endpoint, or nowhere. */
export type Endpoint =
  | { readonly kind: 'webhook'; readonly url: string; readonly key: string }
  | { readonly kind: 'service-bus'; readonly connectionString: string; readonly topic: string }
  | { readonly kind: 'none' };
