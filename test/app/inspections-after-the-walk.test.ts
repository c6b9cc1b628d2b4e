import { extractText } from "unpdf";
import { describe, expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { listInspections } from "../../src/app/list-inspections.ts";
import type { Desk } from "../../src/app/ports.ts";
import { releaseDamage } from "../../src/app/release-damage.ts";
import { renderWalkRecord } from "../../src/app/render-record.ts";
import { showInspection } from "../../src/app/show-inspection.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { documentAssets } from "../../src/cli/actions/document-assets.ts";
import type { InspectionKind } from "../../src/inspection/inspection.ts";
import type { UserError } from "../../src/kernel/errors.ts";
import type { Language } from "../../src/kernel/text.ts";
import { deskWithContract } from "./desk-with-contract.ts";

const TORN =
  "lines: [{line: 1, damaged: [{count: 2, findings: [{type: torn}]}]}]\nanswer: {all: agrees}\nacknowledgement: {name: Aino Mäkelä}\n";
const answer = (desk: Desk, contract: string, text = TORN, kind: InspectionKind = "return") =>
  answerFromFile(desk, {
    contract,
    kind,
    cameBackAt: null,
    source: { name: "a.yaml", text, readPhoto: () => Promise.reject(new Error("no photo was asked for")) },
  });
const refusal = (work: Promise<unknown>): Promise<UserError> =>
  work.then(
    () => Promise.reject(new Error("not refused")),
    (reason) => reason,
  );

describe("a release", () => {
  test("is stored with its reason and who it rests on, and the journal knows of it", async () => {
    const { desk, contract } = await deskWithContract();
    await answer(desk, contract.number);
    const release = await releaseDamage(desk, contract.number, " Photos of \u0007the hand-over. ", "Mira Salo");
    expect({ ...release, at: null }).toEqual({ inspection: "R-1", reason: "Photos of the hand-over.", by: "Mira Salo", at: null });
    const shown = await showInspection(desk, "r-1");
    expect(shown.releases).toEqual([release]);
    const rows = await (await desk.store()).read((repositories) => repositories.journal.of(contract.number));
    expect(rows.map(({ act, subject }) => [act, subject]).at(-1)).toEqual(["damage.released", "R-1"]);
  });

  test("needs a reason, a return, and its end", async () => {
    const { desk, contract } = await deskWithContract();
    const code = async (reason: string): Promise<string> => (await refusal(releaseDamage(desk, contract.number, reason, "Mira Salo"))).code;
    expect(await code("x")).toBe("nothing-inspected");
    await answer(desk, contract.number, "rest: in order", "handover");
    expect(await code("x")).toBe("nothing-to-release");
    await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
    expect([await code("x"), await code(" \u0000 "), await code("x".repeat(2_001))]).toEqual([
      "walk-unfinished",
      "reason-missing",
      "reason-too-long",
    ]);
  });
});

test("inspections are listed, the newest first, of all contracts or of one", async () => {
  const { desk, contract } = await deskWithContract();
  expect(await listInspections(desk, null)).toEqual([]);
  await answer(desk, contract.number, "rest: in order", "handover");
  await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
  const listed = await listInspections(desk, null);
  expect(listed.map(({ id, kind, load, customer, finishedAt }) => [id, kind, load, customer, finishedAt !== null])).toEqual([
    ["R-2", "return", 1, "Aino Mäkelä", false],
    ["R-1", "handover", 0, "Aino Mäkelä", true],
  ]);
  expect(await listInspections(desk, contract.number)).toEqual(listed);
  expect((await refusal(listInspections(desk, "nothing"))).code).toBe("contract-unknown");
});

describe("a record", () => {
  const textOf = async (pdf: Uint8Array): Promise<string> => {
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
    return text.replace(/\s+/gu, " ");
  };
  const assetsOf = (desk: Desk) => (language: Language) => documentAssets(desk, language);

  test("names what was found, and is kept as it was handed out", async () => {
    const { desk, contract } = await deskWithContract();
    await answer(desk, contract.number);
    const record = await renderWalkRecord(desk, { id: contract.number, withSums: false, version: null }, assetsOf(desk));
    expect(record.name).toBe(`R-1_${contract.number}.pdf`);
    expect(new Uint8Array(await (await desk.archive()).read(record.sha256))).toEqual(new Uint8Array(record.pdf));
    const text = await textOf(record.pdf);
    expect(text).toContain("R-1");
    expect(text).toContain("Aino Mäkelä");
    expect(text).not.toContain("€");
    const again = await renderWalkRecord(desk, { id: "R-1", withSums: false, version: null }, assetsOf(desk));
    expect(again.sha256).toBe(record.sha256);
  });

  test("has sums only when they are asked for, and a hand-over never", async () => {
    const { desk, contract } = await deskWithContract();
    await answer(desk, contract.number, "rest: in order", "handover");
    const handover = await renderWalkRecord(desk, { id: "R-1", withSums: true, version: null }, assetsOf(desk));
    expect(await textOf(handover.pdf)).not.toContain("€");
    await answer(desk, contract.number);
    const record = await renderWalkRecord(desk, { id: "R-2", withSums: true, version: null }, assetsOf(desk));
    expect(await textOf(record.pdf)).toContain("€");
  });

  test("waits for the end of the walk", async () => {
    const { desk, contract } = await deskWithContract();
    for (const kind of ["handover", "return"] as const) {
      await startWalk(desk, contract.number, { kind, cameBackAt: null, found: false });
      const error = await refusal(renderWalkRecord(desk, { id: contract.number, withSums: false, version: null }, assetsOf(desk)));
      expect([error.code, error.hints]).toEqual([
        "walk-unfinished",
        [kind === "handover" ? `inspect handover ${contract.number}` : `inspect ${contract.number}`],
      ]);
      if (kind === "handover") await answer(desk, contract.number, "rest: in order", kind);
    }
  });
});
