/** Where a row of fact was read. Every row has one, so that it can be cited, checked and aged. */
export interface Source {
  /** Page or list, for instance `how-to-secure-inferencing-vnet` (learn.microsoft.com/azure/machine-learning). */
  readonly document: string;
  readonly section?: string;
  /** Day the row was read, ISO 8601. */
  readonly read: string;
}
