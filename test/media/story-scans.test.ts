import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { readScan } from "../../src/media/read-scan.ts";

const story = (path: string): Buffer => readFileSync(fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url)));

it.each(["party", "event", "clean"])(
  "the signed copy of the story %s is a scan whose code names its contract on every page",
  async (name) => {
    const { number } = parse(story(`${name}/contract.yaml`).toString("utf8"));
    const bytes = story(`${name}/signed.pdf`);
    const facts = await readScan(bytes, "signed.pdf");
    const pages = facts.pages as number;
    expect(facts).toEqual({
      format: "pdf",
      pages,
      content: "picture",
      encrypted: false,
      codes: Array.from({ length: pages }, (_, i) => ({ contract: number, page: i + 1, pages })),
      notes: [],
    });
    expect(bytes.length).toBeLessThan(350_000);
  },
);
