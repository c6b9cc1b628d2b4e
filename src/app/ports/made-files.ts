/** Files made from others, kept so that they need not be made twice. They have no second copy, and any of them may be gone. */
export interface MadeFiles {
  /** Null when it was never kept, or is gone. */
  read(name: string): Promise<Uint8Array | null>;
  /** @param name letters, digits, dots and hyphens. What the disk refuses is not kept: it can be made again. */
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** Removes all of them: what they were made of may have been let go. */
  empty(): Promise<void>;
}
