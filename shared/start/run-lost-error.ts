/** Another host has taken a run over, because this one was not heard of for too long. It stops; nothing is lost. */
export class RunLostError extends Error {
  constructor(id: string) {
    super(`Run ${id} was taken over by another host.`);
    this.name = 'RunLostError';
  }
}
