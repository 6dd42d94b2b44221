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

export const ok = (about: string, what: string): Diagnosis => ({ about, state: 'ok', what });
export const wrong = (about: string, what: string, remedy: string): Diagnosis => ({
  about,
  state: 'wrong',
  what,
  remedy,
});
export const unknown = (about: string, what: string, remedy: string): Diagnosis => ({
  about,
  state: 'unknown',
  what,
  remedy,
});
