/** What a table map may depend on besides the two systems: settings of this installation. */
export interface MapOptions {
  /**
   * Which columns of actuals receive voucher and accounting results: the `standard` ones, which fixes of 2025 reserve
   * for dual-write in some environments, or our own `custom` ones.
   */
  readonly writeBack: 'standard' | 'custom';
}
