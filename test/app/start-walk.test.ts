import { rm } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { finishWalk } from "../../src/app/finish-walk.ts";
import type { Desk } from "../../src/app/ports.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { startWalk, type WalkStart } from "../../src/app/start-walk.ts";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { at } from "../support/build-contract.ts";
import { deskWithContract } from "./desk-with-contract.ts";

const RETURN: WalkStart = { kind: "return", cameBackAt: null, found: false };
const HANDOVER: WalkStart = { kind: "handover", cameBackAt: null, found: false };
const CLOSING: readonly WalkEvent[] = [
  { type: "answered", answer: { all: "left", words: null, exceptions: [] }, open: false },
  { type: "acknowledged", acknowledgement: { kind: "notPresent", at: at("2026-05-20 14:00") } },
];
const counts = { ok: 0, damaged: 0, missing: 0, stillOut: 0, found: 0, dirty: 0, cleaningHours: null, missingParts: {} };

/** Walks a load to its end. */
async function walkLoad(desk: Desk, number: string, differs: Partial<typeof counts>, start: WalkStart = RETURN): Promise<string> {
  const { walk } = await startWalk(desk, number, start);
  const { id } = walk.header;
  await recordAnswer(
    desk,
    id,
    { type: "counted", position: 1, counts: { ...counts, ...differs } },
    ...(start.kind === "return" ? CLOSING : []),
  );
  await finishWalk(desk, id);
  return id;
}
const refusal = async (work: Promise<unknown>): Promise<{ code: string; hints: readonly string[] }> => {
  const error = await work.then(
    () => ({ code: "none", hints: [] }),
    (reason) => reason,
  );
  return { code: error.code, hints: error.hints };
};

describe("a return", () => {
  test("begins with the signed copy's state and the time, and says so in the journal", async () => {
    const { desk, contract } = await deskWithContract();
    const cameBackAt = at("2026-05-20 14:00");
    const { walk, resumed } = await startWalk(desk, contract.number, { ...RETURN, cameBackAt });
    expect({
      resumed,
      header: { ...walk.header, startedAt: null },
      back: walk.inspection.cameBackAt,
      copy: walk.inspection.signedCopy,
    }).toEqual({
      resumed: false,
      header: { id: "R-1", contract: contract.number, kind: "return", load: 1, startedAt: null, finishedAt: null },
      back: cameBackAt,
      copy: "verified",
    });
    const rows = await (await desk.store()).read((repositories) => repositories.journal.of(contract.number));
    expect(rows.map(({ act, subject, staff }) => [act, subject, staff])).toEqual([["return.began", "R-1", "mira"]]);
  });

  test("goes on without a signed copy, and notes that there is none, or that none can be read", async () => {
    const without = await deskWithContract({ signed: false });
    expect((await startWalk(without.desk, without.contract.number, RETURN)).walk.inspection.signedCopy).toBe("absent");
    const { desk, contract } = await deskWithContract();
    const archive = await desk.archive();
    const [copy] = await (await desk.store()).read((repositories) => repositories.signedCopies.of(contract.number));
    const { path, mirrorPath } = await archive.locate(copy?.files[0]?.sha256 as string);
    await rm(path);
    await rm(mirrorPath as string, { force: true });
    expect((await startWalk(desk, contract.number, RETURN)).walk.inspection.signedCopy).toBe("unreadable");
  });

  test("is resumed with every answer, also by another program", async () => {
    const { desk, contract } = await deskWithContract();
    const { walk } = await startWalk(desk, contract.number, { ...RETURN, cameBackAt: at("2026-05-20 14:00") });
    const answered = await recordAnswer(desk, walk.header.id, { type: "noted", position: 1, note: "From the yard." });
    const second = await openStore(desk.settings.data);
    const elsewhere: Desk = { ...desk, actor: "onni", store: async () => second };
    const again = await startWalk(elsewhere, contract.number, RETURN);
    expect(again).toEqual({ resumed: true, walk: answered });
    await recordAnswer(elsewhere, walk.header.id, { type: "skipped", position: 1 });
    expect((await recordAnswer(desk, walk.header.id, { type: "restInOrder", positions: [1] })).inspection.by).toEqual([
      "Mira Salo",
      "Onni Laine",
    ]);
    await second.close();
  });

  test("of a later load finds what the loads before left out", async () => {
    const { desk, contract } = await deskWithContract();
    await walkLoad(desk, contract.number, { ok: 40, missing: 5, stillOut: 15 });
    const { walk } = await startWalk(desk, contract.number, RETURN);
    expect([walk.header.load, [...walk.out], [...walk.missingBefore]]).toEqual([2, [[1, 15]], [[1, 5]]]);
  });

  test("that is all back says so; what turned up later is a load of its own", async () => {
    const { desk, contract } = await deskWithContract();
    await walkLoad(desk, contract.number, { ok: 58, missing: 2 });
    expect(await refusal(startWalk(desk, contract.number, RETURN))).toEqual({
      code: "all-back",
      hints: [`inspect ${contract.number} --found`, `inspect show ${contract.number}`],
    });
    await walkLoad(desk, contract.number, { ok: 2, found: 2 }, { ...RETURN, found: true });
    expect(await refusal(startWalk(desk, contract.number, { ...RETURN, found: true }))).toEqual({
      code: "all-back",
      hints: [`inspect show ${contract.number}`, `invoice ${contract.number}`],
    });
  });

  test("cannot have come back before it went out, before the load before it, or in the future", async () => {
    const { desk, contract } = await deskWithContract();
    const cameBack = (time: string) => startWalk(desk, contract.number, { ...RETURN, cameBackAt: at(time) });
    expect((await refusal(cameBack("2026-05-15 09:59"))).code).toBe("came-back-too-early");
    expect((await refusal(cameBack("2026-05-21 09:00"))).code).toBe("came-back-in-future");
    await walkLoad(desk, contract.number, { ok: 40, stillOut: 20 }, { ...RETURN, cameBackAt: at("2026-05-19 12:00") });
    expect((await refusal(cameBack("2026-05-19 11:59"))).code).toBe("came-back-too-early");
    expect(await (await desk.store()).read((repositories) => repositories.inspections.of(contract.number))).toHaveLength(1);
  });

  test("of an unknown contract is refused with the nearest number", async () => {
    const { desk } = await deskWithContract();
    expect(await refusal(startWalk(desk, "2026-0171", RETURN))).toEqual({ code: "contract-unknown", hints: [] });
  });
});

describe("a hand-over", () => {
  test("is refused without a signed copy that verifies now", async () => {
    const { desk, contract } = await deskWithContract({ signed: false });
    expect(await refusal(startWalk(desk, contract.number, HANDOVER))).toEqual({
      code: "no-signed-copy",
      hints: [`contracts archive ${contract.number} SCAN…`],
    });
    const broken = await deskWithContract();
    const [copy] = await (await broken.desk.store()).read((repositories) => repositories.signedCopies.of(broken.contract.number));
    const { path, mirrorPath } = await (await broken.desk.archive()).locate(copy?.files[0]?.sha256 as string);
    await rm(path);
    await rm(mirrorPath as string, { force: true });
    expect(await refusal(startWalk(broken.desk, broken.contract.number, HANDOVER))).toEqual({
      code: "signed-copy-damaged",
      hints: [`contracts verify ${contract.number}`, `contracts archive ${contract.number} SCAN…`],
    });
  });

  test("comes once, before any return, and one walk is finished before the next", async () => {
    const { desk, contract } = await deskWithContract();
    await startWalk(desk, contract.number, HANDOVER);
    expect(await refusal(startWalk(desk, contract.number, RETURN))).toEqual({
      code: "walk-unfinished",
      hints: [`inspect handover ${contract.number}`],
    });
    await walkLoad(desk, contract.number, { ok: 58, missing: 2 }, HANDOVER);
    expect((await refusal(startWalk(desk, contract.number, HANDOVER))).code).toBe("handed-over-already");
    const { walk } = await startWalk(desk, contract.number, RETURN);
    expect([[...walk.out], [...walk.missingBefore], walk.header.load]).toEqual([[[1, 58]], [[1, 0]], 1]);
    expect(await refusal(startWalk(desk, contract.number, HANDOVER))).toEqual({
      code: "walk-unfinished",
      hints: [`inspect ${contract.number}`],
    });
  });

  test("comes too late after a return", async () => {
    const { desk, contract } = await deskWithContract();
    await walkLoad(desk, contract.number, { ok: 60 });
    expect((await refusal(startWalk(desk, contract.number, HANDOVER))).code).toBe("handover-too-late");
  });
});

describe("the end of a walk", () => {
  test("is refused while questions are open, and names each", async () => {
    const { desk, contract } = await deskWithContract();
    const { walk } = await startWalk(desk, contract.number, RETURN);
    expect(await refusal(finishWalk(desk, walk.header.id))).toEqual({
      code: "walk-open",
      hints: [
        { key: "error.walk-open.counts", values: { position: 1, name: "Taittotuoli, musta", out: 60 } },
        { key: "error.walk-open.answer", values: {} },
      ],
    });
  });

  test("comes once, and after it nothing is added", async () => {
    const { desk, contract } = await deskWithContract();
    const id = await walkLoad(desk, contract.number, { ok: 60 });
    const again = await finishWalk(desk, id);
    expect(await finishWalk(desk, id.toLowerCase())).toEqual(again);
    expect((await refusal(recordAnswer(desk, id, { type: "skipped", position: 1 }))).code).toBe("answer-refused");
    expect((await refusal(finishWalk(desk, "R-99"))).code).toBe("inspection-unknown");
    const rows = await (await desk.store()).read((repositories) => repositories.journal.of(contract.number));
    expect(rows.map(({ act }) => act)).toEqual(["return.began", "return.answered", "return.finished"]);
  });
});

describe("an answer", () => {
  test("that cannot be true stores nothing, also not what came with it", async () => {
    const { desk, contract } = await deskWithContract();
    const { walk } = await startWalk(desk, contract.number, RETURN);
    const { id } = walk.header;
    const impossible: WalkEvent = { type: "counted", position: 1, counts: { ...counts, ok: 61 } };
    expect((await refusal(recordAnswer(desk, id, { type: "noted", position: 1, note: "x" }, impossible))).code).toBe("answer-refused");
    const twice: WalkEvent = { type: "counted", position: 1, counts: { ...counts, ok: -1, missing: 0.5 } };
    expect((await refusal(recordAnswer(desk, id, twice))).code).toBe("answer-refused");
    const stored = await (await desk.store()).read((repositories) => repositories.inspections.entries(id));
    expect(stored.map(({ event }) => event.type)).toEqual(["began"]);
  });
});
