/** What became of one event of a system. Only `published` and `scan-requested` caused anything. */
export type Accepted =
  | { readonly kind: 'published'; readonly changes: number }
  | { readonly kind: 'scan-requested'; readonly scans: number }
  /** Readable, but nothing that any table map sends: answered as a success, so that nobody sends it again. */
  | { readonly kind: 'not-ours'; readonly why: string }
  /** From an organisation that is not configured: a copied environment keeps our address. */
  | { readonly kind: 'foreign'; readonly why: string }
  /** Can never be read, however often it is sent. */
  | { readonly kind: 'unreadable'; readonly why: string };
