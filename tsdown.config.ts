import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig } from "tsdown";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/**
 * Parts of pdfkit that we never call, though it loads them: its font engine, since our typeface reads itself (`document/sheet/typeface.ts`), and its
 * own breaking of lines. Loading them takes longer than setting a page.
 */
const UNUSED: readonly string[] = ["fontkit", "linebreak"];
const leaveOut = {
  name: "leave-out",
  resolveId: (id: string) => (UNUSED.includes(id) ? `\0unused:${id}` : null),
  load: (id: string) =>
    id.startsWith("\0unused:")
      ? `export const create = () => { throw new Error("${id.slice(8)} is not in the bundle"); }; export default create;`
      : null,
};

/**
 * Kysely is three hundred modules, of which a question to the database needs a third. Each is evaluated when one of its names is first
 * used, and V8 has half as much to unpack: its CommonJS modules bind what they ask for to a name, which is replaced by the asking.
 */
const KYSELY = dirname(createRequire(import.meta.url).resolve("kysely"));
const KYSELY_EXPORTS: Readonly<Record<string, string>> = {
  Kysely: "kysely.js",
  CompiledQuery: "query-compiler/compiled-query.js",
  SqliteDialect: "dialect/sqlite/sqlite-dialect.js",
  SqliteDriver: "dialect/sqlite/sqlite-driver.js",
  sql: "raw-builder/sql.js",
};
const lazyKysely = {
  name: "lazy-kysely",
  resolveId: (id: string) => (id === "kysely" ? "\0kysely" : null),
  load: (id: string) =>
    id === "\0kysely"
      ? Object.entries(KYSELY_EXPORTS)
          .map(([name, file]) => `export { ${name} } from ${JSON.stringify(join(KYSELY, file))};`)
          .join("\n")
      : null,
  transform(code: string, id: string): string | null {
    const unknown = /import \{([^}]*)\} from "kysely"/u
      .exec(code)?.[1]
      ?.split(",")
      .find((name) => !/^\s*(?:type .*|)$/u.test(name) && !(name.trim() in KYSELY_EXPORTS));
    if (unknown !== undefined) throw new Error(`${id}: list where Kysely keeps ${unknown} in tsdown.config.ts`);
    if (!/[\\/]kysely[\\/]dist[\\/]cjs[\\/]/u.test(id)) return null;
    const asked = [...code.matchAll(/^const (\w+) = (require\("[^"]+"\));$/gmu)] as unknown as [string, string, string][];
    return asked.reduce((text, [line, name, call]) => text.replace(line, "").replace(new RegExp(`\\b${name}\\b`, "gu"), `(${call})`), code);
  },
};

/** A text of plain ASCII takes half the room and a tenth of the time to read. */
const asciiOnly = {
  name: "ascii-only",
  generateBundle(_options: unknown, bundle: Readonly<Record<string, { type: string; code?: string }>>): void {
    for (const chunk of Object.values(bundle)) if (chunk.code !== undefined) chunk.code = chunk.code.replace(/[^\0-\x7f]/gu, escaped);
  },
};
const escaped = (character: string): string =>
  [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/**
 * One start file and a chunk for each part that is loaded where it is used, as CommonJS: that starts in half the time of loose modules.
 * Packages with native code or WebAssembly stay in node_modules.
 */
const shared = defineConfig({
  format: "cjs",
  platform: "node",
  target: "node20",
  outDir: "dist",
  dts: false,
  logLevel: "warn",
  minify: true,
  plugins: [leaveOut, lazyKysely, asciiOnly],
  define: { RETURNDESK_VERSION: JSON.stringify(version) },
  // What V8 compiled for us is run as scripts, where only `require` is at hand; all packages kept outside have it.
  outputOptions: { dynamicImportInCjs: false },
  deps: {
    alwaysBundle: [/.*/],
    // mailparser brings tables of characters that cannot be written in ASCII, and is wanted for mails alone.
    neverBundle: [/\.node$/, "mailparser", "sharp", "heic-convert", "@hyzyla/pdfium", "zxing-wasm", /^zxing-wasm\//],
  },
});

/** Merged into one file each, with all they import: what every program loads first, and what most commands with a desk load next. */
const FIRST = /[\\/]src[\\/]cli[\\/](?:start|main|commands[\\/]\w+[\\/]program)\.ts$/;
const DESK =
  /[\\/]src[\\/](?:cli[\\/](?:run-session|open-desk|output[\\/](?:contract-text|contract-list|contract-json))|storage[\\/](?:open-store|archive)|app[\\/](?:show-contract|find-contract|count-waiting|load-history))\.ts$/;

export default defineConfig([
  // First and alone: it shares no chunk, so that starting reads one file less.
  { ...shared, entry: { launch: "src/cli/launch.ts" }, clean: true },
  // Alone as well: each thread loads it anew.
  { ...shared, entry: { "verify-worker": "src/storage/verify-worker.ts" }, clean: false },
  {
    ...shared,
    entry: {
      start: "src/cli/start.ts",
      "compile-cache": "src/cli/compile-cache.ts",
      "letter-worker": "src/cli/letter-worker.ts",
      "scan-worker": "src/cli/scan-worker.ts",
    },
    clean: false,
    outputOptions: {
      ...shared.outputOptions,
      codeSplitting: {
        groups: [
          { name: "first", test: FIRST, priority: 2 },
          { name: "desk", test: DESK, priority: 1 },
        ],
      },
    },
    // pdfkit reads the colour profile of PDF/A from beside itself.
    copy: [{ from: "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc", to: "dist/data" }],
  },
]);
