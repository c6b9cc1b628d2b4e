/** The real program, killed after a correction or a credit note is in the books and before its PDF is: the doctor makes the same one. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { amendFromFile } from "../../src/app/answer-from-file.ts";
import { renderBillings } from "../../src/app/render-billing.ts";
import { renderCreditNote } from "../../src/document/render-credit-note.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import type { IssuedBilling } from "../../src/invoice/billing.ts";
import type { IssuedCreditNote } from "../../src/invoice/credit-note.ts";
import { instant } from "../../src/kernel/dates.ts";
import { type ManyReturns, manyReturns, runInvoice, startInvoice } from "../support/many-returns.ts";
import { assetsOf } from "../support/returned-desk.ts";
import { runProgram } from "../support/run-program.ts";
import { advancingClock, MIRA, MIRAS_PIN } from "../support/temporary-desk.ts";

/** One chair fewer was cracked, and more of them were dirty: a credit note and a further bill. */
const RECOUNT = "lines: [{ line: 1, dirty: 20, damaged: [{ count: 2, findings: [{ type: cracked, severity: severe }] }] }]";
const [CORRECTED, CREDITED] = ["C-1", "C-2"];

interface Issued {
  readonly billings: readonly IssuedBilling[];
  readonly creditNotes: readonly IssuedCreditNote[];
}

let returns: ManyReturns;

beforeAll(async () => {
  returns = await manyReturns(2);
  expect(await runInvoice(returns.desk, ["--all", "--yes"])).toMatchObject({ code: 0 });
  const header = (await (await returns.desk.store()).read(({ inspections }) => inspections.of(CORRECTED))).find(
    ({ kind }) => kind === "return",
  );
  const readPhoto = () => Promise.reject(new Error("no photos"));
  const source = { name: "recount.yaml", text: RECOUNT, readPhoto };
  // The programs issue by the machine's clock; what is amended is amended after that.
  const afterwards = { ...returns.desk, clock: advancingClock(instant(new Date())) };
  await amendFromFile(afterwards, { id: header?.id ?? "", reason: "Laskettiin uudelleen.", source });
}, 120_000);
afterAll(() => returns.desk.close());

const issuedFor = async (contract: string): Promise<Issued> =>
  (await returns.desk.store()).read(async ({ billings, creditNotes }) => ({
    billings: (await billings.list()).filter(({ billing }) => billing.contract === contract),
    creditNotes: (await creditNotes.list()).filter(({ note }) => note.contract === contract),
  }));

const withoutPdf = ({ billings, creditNotes }: Issued): readonly string[] => [
  ...billings.flatMap(({ pdf, billing }) => (pdf ? [] : billing.documents.flatMap(({ number }) => number ?? []))),
  ...creditNotes.flatMap(({ pdf, note }) => (pdf ? [] : note.number)),
];

/** Kills the program as soon as its credit note is in the books. */
async function stopOnceEntered(argv: readonly string[], contract: string, pinFile: string | null): Promise<Issued> {
  const { ended, kill } = startInvoice(returns.desk, argv, pinFile);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && (await issuedFor(contract)).creditNotes.length === 0) await sleep(1);
  kill();
  expect(await ended).toMatchObject({ code: null });
  return issuedFor(contract);
}

/** What a run that nothing stops makes of the same values. */
async function straight({ billings, creditNotes }: Issued): Promise<readonly Uint8Array[]> {
  const { desk } = returns;
  const letters: Uint8Array[] = [];
  for (const one of billings) {
    await renderBillings(desk, [{ ...one, pdf: null }], assetsOf(desk), {
      told: () => {},
      stop: () => false,
      setLetter: async (values) => {
        const bytes = await renderLetter(values, await assetsOf(desk)(values.billing.language));
        letters.push(bytes);
        return bytes;
      },
    });
  }
  for (const { note } of creditNotes) letters.push(await renderCreditNote(note, await assetsOf(desk)(note.language)));
  return letters;
}

async function stored({ billings, creditNotes }: Issued): Promise<readonly Uint8Array[]> {
  const archive = await returns.desk.archive();
  return Promise.all([...billings, ...creditNotes].map(({ pdf }) => archive.read(pdf?.sha256 ?? "none")));
}

async function expectFinished(stopped: Issued, contract: string): Promise<void> {
  const doctor = await runProgram("desk", ["doctor", "--json"], { home: returns.desk.home, env: { RETURNDESK_STAFF: MIRA.id } });
  const finished = doctor
    .json<{ findings: { key: string; values: unknown }[] }>()
    .findings.filter(({ key }) => key === "billings.finished");
  expect(finished).toMatchObject([
    { kind: "mended", values: { count: stopped.billings.filter(({ pdf }) => !pdf).length + stopped.creditNotes.length } },
  ]);
  const now = await issuedFor(contract);
  expect(withoutPdf(now)).toEqual([]);
  expect(now.creditNotes.map(({ sha256, note }) => [sha256, note])).toEqual(stopped.creditNotes.map(({ sha256, note }) => [sha256, note]));
  expect(now.billings.map(({ sha256 }) => sha256)).toEqual(stopped.billings.map(({ sha256 }) => sha256));
  const [made, expected] = [await stored(now), await straight(now)];
  expect(made.map((bytes) => Buffer.from(bytes).toString("base64"))).toEqual(
    expected.map((bytes) => Buffer.from(bytes).toString("base64")),
  );
  expect(await (await returns.desk.store()).read(({ journal }) => journal.firstBroken())).toBeNull();
}

test("a correction that was stopped before its PDFs is finished by the doctor, to the byte", async () => {
  const stopped = await stopOnceEntered(["correct", CORRECTED, "--yes"], CORRECTED, null);
  expect(withoutPdf(stopped)).toEqual(["L-2026-0003", "H-2026-0001"]);
  await expectFinished(stopped, CORRECTED);
});

test("a credit note, too", async () => {
  const pinFile = join(returns.desk.home, "pin");
  await writeFile(pinFile, `${MIRA.id}:${MIRAS_PIN}\n`);
  const argv = ["credit", CREDITED, "--reason", "Sovittu.", "--yes", "--pin-fd", "3"];
  const stopped = await stopOnceEntered(argv, CREDITED, pinFile);
  expect(withoutPdf(stopped)).toEqual(["H-2026-0002", "H-2026-0003"]);
  await expectFinished(stopped, CREDITED);
});
