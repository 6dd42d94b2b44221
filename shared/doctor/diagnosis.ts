/** What one look of the doctor came to. */
export interface Diagnosis {
  /** What was looked at: `settings`, `identity`, `Dataverse`. */
  readonly about: string;
  /** `wrong`: something will fail or fails; `unknown`: it cannot be told from here. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  readonly what: string;
  /** What to do; absent where all is well. */
  readonly remedy?: string;
}

/** All is well with what was looked at. */
export const ok = (about: string, what: string): Diagnosis => ({ about, state: 'ok', what });

/** Something fails, or will. */
export const wrong = (about: string, what: string, remedy: string): Diagnosis => ({
  about,
  state: 'wrong',
  what,
  remedy,
});

/** It cannot be told from here. */
export const unknown = (about: string, what: string, remedy: string): Diagnosis => ({
  about,
  state: 'unknown',
  what,
  remedy,
});
