import { ConnectionLost } from '../switches/mode-switch.ts';
import { handle } from './handle.ts';
import { setNamed } from './set-named.ts';
import type { WebReply, WebRequest } from './web-request.ts';

/**
 * Answers a part of a batch under the mode that it meets, and counts it.
 * @throws WebApiError with the refusal, ConnectionLost when no answer may go out.
 */
export function run(request: WebRequest): WebReply {
  const { world, method } = request;
  const set = setNamed(request.path);
  world.counts.part(method, set);
  switch (world.mode.meets(method, set)) {
    case 'down':
      throw new ConnectionLost();
    case 'throttled':
      throw world.mode.refusal('throttled', world.now());
    case 'failing':
      throw world.mode.refusal('failing', world.now());
    default:
      return handle(request);
  }
}
