/** What a host's code meets when the host has ended: it can do nothing more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}
