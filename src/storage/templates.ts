/**
 * The words and looks in `templates/`, read synchronously: every command needs the staff catalogue before it can say anything.
 * The folder stands in the package's root, which is found upwards from this module, be it the source or the bundle in `dist/`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";

/** Texts by key, in ICU message format. */
export type CatalogueTexts = Readonly<Record<string, string>>;

/** The CJS bundle has `__dirname`, the source modules have `import.meta.dirname`. */
const here = typeof __dirname === "string" ? __dirname : import.meta.dirname;

const broken = (path: string, detail: string): UserError => new UserError("installation-incomplete", { path, detail });

let found: string | null = null;

/** The absolute path of the package's `templates` folder. @throws UserError `installation-incomplete`. */
export function templatesFolder(): string {
  if (found !== null) return found;
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, "templates");
    if (existsSync(join(candidate, "messages"))) {
      found = candidate;
      return candidate;
    }
    if (dirname(folder) === folder) throw broken(join(here, "templates"), "ENOENT");
  }
}

function readTexts(file: string): CatalogueTexts {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw broken(file, (error as Error).message);
  }
}

/**
 * All texts of a kind in a language: every `*.json` of `templates/messages/<kind>/<language>/`, merged.
 * @throws UserError `installation-incomplete` when the folder is missing or empty, or a file is damaged.
 */
export function readCatalogue(kind: "staff" | "customer", language: Language): CatalogueTexts {
  const folder = join(templatesFolder(), "messages", kind, language);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  if (files.length === 0) throw broken(join(folder, "*.json"), "ENOENT");
  const texts: Record<string, string> = Object.create(null);
  for (const file of files.sort()) Object.assign(texts, readTexts(join(folder, file)));
  return texts;
}

/** The bytes of a file in `templates/`, by its path there: `fonts/SomeFont-Regular.ttf`. @throws UserError `installation-incomplete`. */
export function readTemplate(path: string): Uint8Array {
  try {
    return readFileSync(join(templatesFolder(), path));
  } catch (error) {
    throw broken(`templates/${path}`, (error as Error).message);
  }
}
