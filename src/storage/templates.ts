/**
 * The words and looks in `templates/`, read synchronously: every command needs the staff catalogue before it can say anything.
 * The folder stands in the package's root, which is found upwards from this module, be it the source or the bundle in `dist/`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import { LANGUAGES, type Language } from "../kernel/text.ts";

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

/** Where the build puts the texts of a kind and language in one file, beside the bundle. */
const builtCatalogue = (kind: string, language: Language): string => join(here, `texts-${kind}-${language}.json`);

/**
 * All texts of a kind in a language: every `*.json` of `templates/messages/<kind>/<language>/`, merged.
 * @throws UserError `installation-incomplete` when the folder is missing or empty, a file is damaged, or two files have the same key.
 */
export function readCatalogue(kind: "staff" | "customer", language: Language): CatalogueTexts {
  const built = builtCatalogue(kind, language);
  return existsSync(built) ? JSON.parse(readFileSync(built, "utf8")) : mergeCatalogue(kind, language);
}

/** Writes every catalogue as one file: reading sixteen is what a program's start would feel. For the build. */
export function buildCatalogues(): void {
  for (const kind of ["staff", "customer"] as const)
    for (const language of LANGUAGES)
      if (existsSync(catalogueFolder(kind, language)))
        writeFileSync(builtCatalogue(kind, language), JSON.stringify(mergeCatalogue(kind, language)));
}

const catalogueFolder = (kind: string, language: Language): string => join(templatesFolder(), "messages", kind, language);

function mergeCatalogue(kind: string, language: Language): CatalogueTexts {
  const folder = catalogueFolder(kind, language);
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
