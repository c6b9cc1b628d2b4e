/** Proves the photos of a walk so that nobody waits for it: a HEIC takes seconds to decode, and what never comes to an end is given up. */
import { type ProvePhoto, provePhoto } from "../app/keep-photo.ts";
import { sniffFormat } from "../media/sniff-format.ts";
import { openScanPool, type ScanPool } from "./scan-pool.ts";

export interface PhotoProver {
  readonly prove: ProvePhoto;
  close(): Promise<void>;
}

/** The thread begins with the first HEIC; what reads the other formats works beside the program by itself. */
export function photoProver(): PhotoProver {
  let pool: ScanPool | null = null;
  return {
    prove: (bytes, name) => {
      if (sniffFormat(bytes) !== "heic") return provePhoto(bytes, name);
      pool ??= openScanPool(undefined, 1);
      return pool.prove(bytes, name);
    },
    close: async () => pool?.close(),
  };
}
