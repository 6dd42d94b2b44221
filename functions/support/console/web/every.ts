import type { Query } from '@tanstack/react-query';
import { ApiError } from './api.ts';

/**
 * Asks again from time to time; not where the API said that what was asked for is wrong, not known or not allowed, which
 * it would say again.
 *
 * @param milliseconds or the time as it follows from the last answer; false: no more.
 */
export const every =
  <Answer>(milliseconds: number | ((answer: Answer | undefined) => number | false)) =>
  ({ state: { data, error } }: Query<Answer>): number | false => {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
    return typeof milliseconds === 'number' ? milliseconds : milliseconds(data);
  };
