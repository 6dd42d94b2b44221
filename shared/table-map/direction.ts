/** Which way a change travels. */
export type Direction = 'to-finance' | 'to-dataverse';
