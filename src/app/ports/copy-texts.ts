/** The words of signed copies that have text, for `contracts find`. */
export interface CopyTextRepository {
  /** A version is indexed once; a text of nothing counts as done. */
  index(contract: string, version: number, text: string): Promise<void>;
  /** Versions whose words are not indexed yet. */
  missing(limit: number): Promise<readonly { readonly contract: string; readonly version: number }[]>;
}
