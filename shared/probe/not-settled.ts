/** A probe cannot come to an answer here; the text says why, for a person. */
export class NotSettled extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotSettled';
  }
}
