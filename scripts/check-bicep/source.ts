/** The text of one file of infra/azure. */
export interface Source {
  /** Name without folder, such as main.bicep. */
  readonly file: string;
  readonly text: string;
}
