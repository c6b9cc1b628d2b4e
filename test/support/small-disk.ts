/** A disk of its own for a test: a small tmpfs. Modes do not stop root, a full or read-only disk does. */
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

export interface SmallDisk {
  readonly path: string;
  remount(options: string): void;
}

function mount(...args: readonly string[]): void {
  try {
    execFileSync("mount", args, { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    throw new Error(`This test needs the right to mount a tmpfs (root on Linux): ${(error as Error).message}`);
  }
}

export async function smallDisk(kilobytes: number): Promise<SmallDisk> {
  const path = join(await temporaryFolder(), "disk");
  await mkdir(path);
  mount("-t", "tmpfs", "-o", `size=${kilobytes}k,mode=0700`, "tmpfs", path);
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", path]);
  });
  return { path, remount: (options) => mount("-o", `remount,${options}`, path) };
}
