import { changeSchema, type Change } from './change.ts';

/** A change as a message carries it; undefined when the text is none. */
export function parseChange(text: string): Change | undefined {
  try {
    return changeSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
