/** Milliseconds between tries of a read while somebody waits for the answer to a call, whom the platform cuts off after 230 s. */
export const whileAsked: readonly number[] = [1_000];
