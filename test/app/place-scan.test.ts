/** Whose a scan is that came in by itself, where its reader did not come to an end. */
import { expect, test } from "vitest";
import type { IncomingReader } from "../../src/app/ports/scan-reader.ts";
import { takeInScan } from "../../src/app/take-in-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";

const unfinished: IncomingReader = async () => ({
  facts: { format: "pdf", pages: 400, content: "picture", encrypted: false, codes: [], notes: ["notSearched"] },
  text: "",
});

test.each([
  ["scan0001.pdf", "scan-unplaced-yet"],
  ["2026-0117.pdf", "scan-not-searched"],
])("%s, of which not every page was looked at, is left to a person, who is told so", async (name, code) => {
  const desk = await deskWithContracts([{ number: "2026-0117" }]);
  const taking = {
    read: unfinished,
    source: "import" as const,
    signing: { signedBy: null, signedOn: null },
    pagesSeen: new Map(),
    dryRun: false,
  };
  const taken = await takeInScan(desk, { name, bytes: Buffer.from(name), contract: null }, taking);
  expect(taken).toMatchObject({ state: "tray", existed: false, why: { key: `error.${code}` } });
});
