import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { findBilling, listBillings, listUnbilled } from "../../src/app/list-billings.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { finishRendering, renderBilling } from "../../src/app/render-billing.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildTerms } from "../support/build-terms.ts";
import { ALL_IN_ORDER, assetsOf, type ReturnedDesk, returnedDesk, THREE_CRACKED } from "../support/returned-desk.ts";

const issue = async ({ desk }: ReturnedDesk, id = "2026-0117", include: "all" | "agreed" = "all") =>
  issueBilling(desk, await previewBilling(desk, id, include), include, assetsOf(desk));

describe("issuing", () => {
  test("gives each document its number, freezes the value with its hash, and stores the PDF", async () => {
    const returned = await returnedDesk();
    const { desk } = returned;
    const issued = await issue(returned);
    expect(issued.billing.documents.map(({ number, total }) => [number, total])).toEqual([
      ["L-2026-0001", 500],
      ["K-2026-0001", 19_470],
    ]);
    expect(issued.sha256).toBe(createHash("sha256").update(canonicalJson(issued.billing)).digest("hex"));
    expect(issued.billing.settlement).toMatchObject({ toPay: 19_970, reference: "2026000011", dueDate: "2026-06-22" });
    expect(issued.billing.reply).toEqual({
      name: "Mira Salo",
      phone: "+358 40 765 4321",
      email: "tiski@juhlakalusto.example",
      by: "2026-05-22",
    });
    const bytes = await (await desk.archive()).read(issued.pdf?.sha256 ?? "");
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    expect(issued.pdf?.name).toBe("L-2026-0001_K-2026-0001.pdf");
    const rows = await (await desk.store()).read(({ journal }) => journal.of("2026-0117"));
    expect(rows.filter(({ act }) => act === "billing.issued").map(({ staff, subject }) => ({ staff, subject }))).toEqual([
      { staff: "mira", subject: String(issued.id) },
    ]);
    expect(await listUnbilled(desk)).toEqual([]);
    expect(await listBillings(desk)).toEqual([issued]);
    for (const id of ["L-2026-0001", "k-2026-0001", issued.billing.inspection, "2026-0117"])
      expect(await findBilling(desk, id)).toEqual(issued);
  });

  test("issues what was shown, unchanged but for numbers, reference and witness", async () => {
    const returned = await returnedDesk();
    const shown = await previewBilling(returned.desk, "2026-0117", "all");
    const head = await (await returned.desk.store()).read(({ journal }) => journal.head());
    const { billing } = await issueBilling(returned.desk, shown, "all", assetsOf(returned.desk));
    const { witness, ...rest } = billing;
    const entries = await (await returned.desk.store()).read(({ inspections }) => inspections.entries(billing.inspection));
    expect(witness).toEqual({
      record: { id: billing.inspection, entries: entries.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      journal: head,
    });
    expect({
      ...rest,
      documents: billing.documents.map((document) => ({ ...document, number: null })),
      settlement: { ...billing.settlement, reference: null, rfReference: null },
    }).toEqual(shown.billing);
  });

  test("a clean return gets a thank-you note and uses no number", async () => {
    const clean = await returnedDesk({ answers: ALL_IN_ORDER, contract: { deposit: { kind: "cash", amount: cents(15_000) } } });
    const issued = await issue(clean);
    expect([issued.billing.documents, issued.billing.settlement.refund, issued.pdf?.name]).toEqual([
      [],
      15_000,
      `${issued.billing.inspection}.pdf`,
    ]);
    const { desk } = clean;
    const next = await (await desk.store()).write(({ billings }) => billings.takeNumber("invoice", 2026));
    expect(next).toBe("L-2026-0001");
  });

  test("keeps the deposit while something is out, and settles it with the last load", async () => {
    const half =
      "cameBackAt: 2026-05-18 11:00\nlines:\n  - { product: chair-folding, ok: 30, stillOut: 30 }\nanswer: { all: agrees }\nacknowledgement: { name: Aino }\n";
    const returned = await returnedDesk({ answers: half, contract: { deposit: { kind: "cash", amount: cents(30_000) } } });
    const first = await issue(returned);
    expect(first.billing.settlement).toMatchObject({ refund: 0, depositHeld: 30_000, heldFor: ["out"] });
    const last = await returned.comesBack(THREE_CRACKED.replace("13:00", "13:30"));
    const second = await issue(returned, last);
    expect(second.billing.settlement).toMatchObject({ depositUsedBefore: 0, toPay: 0, refund: 30_000 - 19_970, depositHeld: 0 });
    await expect(issue(returned, first.billing.inspection)).rejects.toMatchObject({ code: "already-billed" });
  });

  test("what is disputed waits where only the agreed is billed, and comes with the next bill", async () => {
    const disputed = THREE_CRACKED.replace(
      "answer: { all: agrees }",
      "answer:\n  all: agrees\n  exceptions:\n    - { product: chair-folding, group: 1, stance: disputes, words: Ne olivat jo rikki. }",
    );
    const returned = await returnedDesk({ answers: disputed, contract: { deposit: { kind: "cash", amount: cents(30_000) } } });
    const first = await issue(returned, "2026-0117", "agreed");
    expect(first.billing.documents.map(({ number, total }) => [number, total])).toEqual([["L-2026-0001", 500]]);
    expect(first.billing.settlement).toMatchObject({ depositHeld: 29_500, heldFor: ["disputed"] });
    const second = await issue(returned, first.billing.inspection);
    expect(second.billing.documents.map(({ number, total }) => [number, total])).toEqual([["K-2026-0001", 19_470]]);
    expect(second.billing.settlement).toMatchObject({ depositUsedBefore: 500, refund: 30_000 - 19_970 });
    await expect(issue(returned, first.billing.inspection)).rejects.toMatchObject({ code: "already-billed" });
  });
});

describe("issuing is refused", () => {
  test.each([
    ["R-99", "return-unknown"],
    ["r-99", "return-unknown"],
    ["L-2026-0099", "document-unknown"],
    ["2026-0118", "contract-unknown"],
    ["R-1", "not-a-return"],
    ["2026-0117", "nothing-returned"],
  ])("%s leads nowhere: %s", async (id, code) => {
    await expect(issue(await returnedDesk({ answers: null }), id)).rejects.toMatchObject({ code });
  });

  test("while the walkthrough is not finished", async () => {
    const { desk } = await returnedDesk({ answers: null });
    const header = { contract: "2026-0117", kind: "return", load: 1, startedAt: desk.clock.now(), finishedAt: null } as const;
    await (await desk.store()).write(({ inspections }) => inspections.start(header));
    await expect(previewBilling(desk, "2026-0117", "all")).rejects.toMatchObject({ code: "walk-unfinished", hints: ["inspect 2026-0117"] });
  });

  test("without a signed copy", async () => {
    const { deskWithContract } = await import("./desk-with-contract.ts");
    const { answerFromFile } = await import("../../src/app/answer-from-file.ts");
    const { desk } = await deskWithContract({ signed: false });
    const source = { name: "a", text: ALL_IN_ORDER, readPhoto: () => Promise.reject(new Error("none")) };
    await answerFromFile(desk, { contract: "2026-0117", kind: "return", source, cameBackAt: null });
    const shown = await previewBilling(desk, "2026-0117", "all");
    expect(shown.obstacles.map(({ code }) => code)).toEqual(["no-signed-copy"]);
    await expect(issueBilling(desk, shown, "all", assetsOf(desk))).rejects.toMatchObject({
      code: "no-signed-copy",
      hints: ["contracts archive 2026-0117 SCAN…"],
    });
  });

  test("when both copies of every stored file are damaged, and not when one is", async () => {
    const returned = await returnedDesk();
    const { desk } = returned;
    const [copy] = await (await desk.store()).read(({ signedCopies }) => signedCopies.of("2026-0117"));
    const { path, mirrorPath } = await (await desk.archive()).locate(copy?.files[0]?.sha256 ?? "");
    const damage = async (file: string) => {
      const { chmod } = await import("node:fs/promises");
      await chmod(file, 0o600);
      await writeFile(file, Buffer.concat([await readFile(file), Buffer.from("!")]));
    };
    await damage(path);
    expect((await previewBilling(desk, "2026-0117", "all")).obstacles).toEqual([]);
    await damage(mirrorPath ?? "");
    await expect(issue(returned)).rejects.toMatchObject({ code: "signed-copy-damaged" });
    expect(await listBillings(desk)).toEqual([]);
  });

  test("while the assessment has problems: each is named with what to do", async () => {
    const unpriced = await returnedDesk({ terms: buildTerms({ damaged: [], dirty: [] }) });
    await expect(issue(unpriced)).rejects.toMatchObject({ code: "problem-unpriced" });
    const unreleased = await returnedDesk({ handover: null });
    const { obstacles } = await previewBilling(unreleased.desk, "2026-0117", "all");
    expect(obstacles.map(({ code, message }) => [code, message.includes("Taittotuoli, musta")])).toEqual([["problem-no-baseline", true]]);
  });

  test("when the return is billed and nothing is new", async () => {
    const returned = await returnedDesk();
    await issue(returned);
    await expect(issue(returned)).rejects.toMatchObject({ code: "already-billed", hints: ["invoice show L-2026-0001"] });
    const clean = await returnedDesk({ answers: ALL_IN_ORDER });
    const { billing } = await issue(clean);
    await expect(issue(clean)).rejects.toMatchObject({ code: "already-billed", hints: [`invoice show ${billing.inspection}`] });
  });

  test("when it is no longer what was shown; the number is not used", async () => {
    const returned = await returnedDesk();
    const { desk } = returned;
    const shown = await previewBilling(desk, "2026-0117", "all");
    const changed = { ...shown, billing: { ...shown.billing, customer: { ...shown.billing.customer, name: "Aino M." } } };
    await expect(issueBilling(desk, changed, "all", assetsOf(desk))).rejects.toMatchObject({ code: "bill-changed" });
    expect((await issue(returned)).billing.documents.map(({ number }) => number)).toEqual(["L-2026-0001", "K-2026-0001"]);
    await expect(issueBilling(desk, shown, "all", assetsOf(desk))).rejects.toMatchObject({ code: "already-billed" });
  });
});

describe("a bill without its PDF", () => {
  test("is finished once, with the same bytes", async () => {
    const returned = await returnedDesk();
    const { desk } = returned;
    const shown = await previewBilling(desk, "2026-0117", "all");
    const stop = () => Promise.reject(new Error("the power went"));
    await expect(issueBilling(desk, shown, "all", stop)).rejects.toThrow("the power went");
    const [left] = await listBillings(desk);
    if (!left) throw new Error("the billing is lost");
    expect([left.pdf, left.billing.documents.map(({ number }) => number)]).toEqual([null, ["L-2026-0001", "K-2026-0001"]]);
    const finished = await finishRendering(desk, assetsOf(desk));
    expect(finished.map(({ id }) => id)).toEqual([left.id]);
    expect(await finishRendering(desk, assetsOf(desk))).toEqual([]);
    expect(await renderBilling(desk, left, assetsOf(desk))).toEqual(finished[0]);
    expect(await listBillings(desk)).toEqual(finished);
  });
});
