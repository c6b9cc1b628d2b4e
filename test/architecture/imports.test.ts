import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
const STAGES = ["contract", "inspection", "assessment", "invoice"];

/** Which folder may import which, and why: the folder says what a file may do. `src/README.md` draws the same table. */
const MAY_IMPORT: Readonly<Record<string, { readonly folders: readonly string[]; readonly because: string }>> = {
  kernel: { folders: [], because: "the kernel is what everything else stands on" },
  contract: { folders: ["kernel"], because: "what was agreed does not depend on what was found" },
  inspection: { folders: ["kernel", "contract"], because: "findings are facts and know no sums" },
  assessment: { folders: ["kernel", "contract", "inspection"], because: "what is owed does not depend on how it is billed" },
  invoice: { folders: ["kernel", "contract", "assessment"], because: "a bill rests on the assessment, never on findings directly" },
  people: { folders: ["kernel", ...STAGES], because: "people decide about values of the stages" },
  language: { folders: ["kernel"], because: "wording takes plain values and catalogues as arguments" },
  media: { folders: ["kernel"], because: "media turns bytes into bytes" },
  document: { folders: ["kernel", ...STAGES, "people", "language", "media"], because: "documents are made from values and write nothing" },
  app: {
    folders: ["kernel", ...STAGES, "people", "language", "media", "document"],
    because: "use cases reach the world through their ports",
  },
  storage: { folders: ["kernel", ...STAGES, "people", "app"], because: "storage implements the app's ports" },
  adapters: { folders: ["kernel", ...STAGES, "people", "app"], because: "adapters implement the app's ports" },
  cli: {
    folders: ["kernel", ...STAGES, "people", "language", "media", "document", "app", "storage", "adapters"],
    because: "the cli puts all parts together",
  },
};

/** Ports and their types are all that storage and adapters may see of the app. */
const ONLY_PORTS = new Set(["storage", "adapters"]);
const isPort = (target: string): boolean => target === "app/ports.ts" || target.startsWith("app/ports/");
const WORLD = /^(?:node:)?(?:fs|fs\/promises|net|http|https|dgram|child_process|worker_threads|tls|dns)$/u;
const MAY_TOUCH_WORLD = new Set(["storage", "adapters", "cli"]);
const bound = (file: string): boolean => !MAY_TOUCH_WORLD.has(file.split("/")[0] as string) && !(file in EXCEPTIONS);

/** Files that a rule below does not bind, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "media/read-codes.ts": "loads the WebAssembly that its package ships, which would otherwise be fetched from the net",
  "media/decode-heic.ts": "keeps a library from printing on stdout, where only answers belong",
};

const filesOf = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : path.endsWith(".ts") ? [path] : [];
  });
const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from\s+|import\s+|import\(\s*)["']([^"']+)["']/gu)].map((match) => match[1] as string);

describe("the architecture", () => {
  const files = filesOf(SRC);

  it("has no folder that the table does not know", () => {
    const unknown = readdirSync(SRC).filter((name) => statSync(join(SRC, name)).isDirectory() && !(name in MAY_IMPORT));
    expect(unknown).toEqual([]);
  });

  it("makes no exception for a file that is gone", () => {
    expect(Object.keys(EXCEPTIONS).filter((file) => !files.includes(join(SRC, file)))).toEqual([]);
  });

  for (const [folder, { folders, because }] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports only ${folders.join(", ") || "itself"}: ${because}`, () => {
      const wrong = files
        .filter((file) => relative(SRC, file).startsWith(`${folder}/`))
        .flatMap((file) =>
          importsOf(file)
            .filter((path) => path.startsWith("."))
            .map((path) => relative(SRC, resolve(dirname(file), path)))
            .filter((target) => {
              const [to = ""] = target.split("/");
              if (to === folder || target.startsWith("..")) return false;
              if (!folders.includes(to)) return true;
              return to === "app" && ONLY_PORTS.has(folder) && !isPort(target);
            })
            .map((target) => `${relative(SRC, file)} imports ${target}`),
        );
      expect(wrong).toEqual([]);
    });
  }

  it("lets only storage, adapters and cli touch disk, network and processes", () => {
    const wrong = files
      .filter((file) => bound(relative(SRC, file)))
      .flatMap((file) =>
        importsOf(file)
          .filter((path) => WORLD.test(path))
          .map((path) => `${relative(SRC, file)} imports ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it("keeps process, console and the clock out of everything else too", () => {
    const wrong = files
      .filter((file) => bound(relative(SRC, file)))
      .filter((file) =>
        /\bprocess\.(?:env|argv|exit|stdout|stderr|stdin|cwd)\b|\bconsole\.|\bDate\.now\(\)|new Date\(\)/u.test(readFileSync(file, "utf8")),
      )
      .map((file) => relative(SRC, file));
    expect(wrong).toEqual([]);
  });
});
