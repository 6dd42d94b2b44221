/** Something that receives work for functions: the HTTP server, a subscription, a timer. */
export interface Listener {
  /** Takes no new work and resolves when the work at hand is done. */
  stop(): Promise<void>;
  /** Lets go of connections, whether or not work is still at hand. */
  close(): Promise<void>;
}
