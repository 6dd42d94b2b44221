/** A filter of dual-write that cannot be read, or that our filters cannot say; the text continues "the filter …". */
export class FilterError extends Error {}
