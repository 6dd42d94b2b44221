import type { z } from 'zod';
import { readPage } from '../odata/read-page.ts';
import type { ODataAnswer } from '../odata/send.ts';
import { NotSettled } from './not-settled.ts';

/**
 * The rows of an answer, in the form that a probe needs.
 *
 * @throws NotSettled when the system refused, or the rows have another form.
 */
export function rowsOf<T>(answer: ODataAnswer, form: z.ZodType<T>): readonly T[] {
  if (answer.status !== 200)
    throw new NotSettled(`The rows cannot be read: status ${String(answer.status)}.`);
  return readPage(answer.text).rows.map((row) => {
    const parsed = form.safeParse(row);
    if (!parsed.success) throw new NotSettled('The rows have another form than expected.');
    return parsed.data;
  });
}
