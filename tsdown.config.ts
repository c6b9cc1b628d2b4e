import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/**
 * One start file and a chunk for each part that is loaded where it is used, as CommonJS: that starts in half the time of loose modules.
 * Packages with native code or WebAssembly stay in node_modules.
 */
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

const shared = defineConfig({
  format: "cjs",
  platform: "node",
  target: "node20",
  outDir: "dist",
  dts: false,
  logLevel: "warn",
  minify: true,
  plugins: [leaveOut],
  define: { RETURNDESK_VERSION: JSON.stringify(version) },
  // What V8 compiled for us is run as scripts, where only `require` is at hand; all packages kept outside have it.
  outputOptions: { dynamicImportInCjs: false },
  deps: {
    alwaysBundle: [/.*/],
    neverBundle: [/\.node$/, "sharp", "heic-convert", "@hyzyla/pdfium", "zxing-wasm", /^zxing-wasm\//],
  },
});

export default defineConfig([
  // First and alone: it shares no chunk, so that starting reads one file less.
  { ...shared, entry: { launch: "src/cli/launch.ts" }, clean: true },
  {
    ...shared,
    entry: { start: "src/cli/start.ts", "compile-cache": "src/cli/compile-cache.ts" },
    clean: false,
    // pdfkit reads the colour profile of PDF/A from beside itself.
    copy: [{ from: "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc", to: "dist/data" }],
  },
]);
