/** A person asked for something that Finance does not do; the message is Finance's text. */
export class FinanceRefuses extends Error {}
