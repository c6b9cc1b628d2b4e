/**
 * The words and looks in `templates/`, read synchronously: every command needs the staff catalogue before it can say anything.
 * The folder stands in the package's root, which is found upwards from this module, be it the source or the bundle in `dist/`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** Where the build puts the texts of a kind and language, beside the bundle. */
const builtFolder = (kind: string, language: Language): string => join(here, "texts", `${kind}-${language}`);

/** What stands before a key's first full stop: the texts of an area are asked for together. */
const areaOf = (key: string): string => key.split(".", 1)[0] as string;

const catalogues = new Map<string, CatalogueTexts>();

/**
 * All texts of a kind in a language: every `*.json` of `templates/messages/<kind>/<language>/`, merged. In the bundle an area is read
 * when one of its texts is first asked for: a program's start needs a sixth of them.
 * @throws UserError `installation-incomplete` when the folder is missing or empty, or a file is damaged.
 */
export function readCatalogue(kind: "staff" | "customer", language: Language): CatalogueTexts {
  const built = builtFolder(kind, language);
  const texts = catalogues.get(built) ?? (existsSync(built) ? areasIn(built) : mergeCatalogue(kind, language));
  catalogues.set(built, texts);
  return texts;
}

/** The texts by key, though each area is a file of its own. They cannot be listed. */
function areasIn(folder: string): CatalogueTexts {
  const areas = new Map<string, CatalogueTexts>();
  const read = (area: string): CatalogueTexts => {
    const known = areas.get(area);
    if (known) return known;
    const file = join(folder, `${area}.json`);
    const texts = existsSync(file) ? readTexts(file) : {};
    areas.set(area, texts);
    return texts;
  };
  return new Proxy<CatalogueTexts>({}, { get: (_, key) => (typeof key === "string" ? read(areaOf(key))[key] : undefined) });
}

/** Writes every catalogue as a file an area, for `readCatalogue` in the bundle. For the build. */
export function buildCatalogues(): void {
  for (const kind of ["staff", "customer"] as const)
    for (const language of LANGUAGES) if (existsSync(catalogueFolder(kind, language))) buildCatalogue(kind, language);
}

function buildCatalogue(kind: string, language: Language): void {
  const areas = new Map<string, Record<string, string>>();
  for (const [key, text] of Object.entries(mergeCatalogue(kind, language)))
    areas.set(areaOf(key), { ...areas.get(areaOf(key)), [key]: text });
  mkdirSync(builtFolder(kind, language), { recursive: true });
  for (const [area, texts] of areas) writeFileSync(join(builtFolder(kind, language), `${area}.json`), JSON.stringify(texts));
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
