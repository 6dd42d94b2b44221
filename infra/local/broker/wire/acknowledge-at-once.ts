import type { Socket } from 'node:net';
import type { Connection } from 'rhea';

interface ConnectionInternals {
  readonly socket: Socket;
  _write_frame(channel: number): void;
}

/**
 * Answers bytes that call for no answer with an empty frame (AMQP 1.0 part 2, 2.4.5). The client leaves Nagle's
 * algorithm on, so what it sends next would wait for the delayed acknowledgement of TCP: 40 ms for a message now and
 * then. Any bytes from us carry that acknowledgement.
 */
export function acknowledgeAtOnce(connection: Connection): void {
  const { socket } = connection as unknown as ConnectionInternals;
  socket.on('data', () => {
    const { bytesWritten } = socket;
    setImmediate(() => {
      if (socket.bytesWritten !== bytesWritten || !connection.is_open() || socket.destroyed) return;
      (connection as unknown as ConnectionInternals)._write_frame(0);
    });
  });
}
