import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Where a path leads once links are followed; what is not there yet is taken as it is written. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
