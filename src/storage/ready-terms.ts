/** The ready-made terms in `templates/terms/`, to start one's own from. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import { templatesFolder } from "./templates.ts";

export interface ReadyTerms {
  /** The file's name without its ending: `tools-and-machines`. */
  readonly name: string;
  readonly text: string;
}

/** All of them, by name. @throws UserError `installation-incomplete`. */
export function readReadyTerms(): readonly ReadyTerms[] {
  const folder = join(templatesFolder(), "terms");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".yaml")) : [];
  if (files.length === 0) throw new UserError("installation-incomplete", { path: `${folder}/*.yaml`, detail: "ENOENT" });
  return files.sort().map((file) => ({ name: basename(file, ".yaml"), text: readFileSync(join(folder, file), "utf8") }));
}
