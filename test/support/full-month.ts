/**
 * A July in which everything happens that a bookkeeper meets: consumers and firms, deposits of three kinds, credits in part and whole, a
 * correction, payments over, under, twice and taken back, reminders with fee and interest, refunds by each way. Played with the programs.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { creditBilling, previewCredit } from "../../src/app/credit-billing.ts";
import type { Contract, Deposit } from "../../src/contract/contract.ts";
import { type Instant, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { archivePaper, deskWithContract } from "../app/desk-with-contract.ts";
import { at, buildContract, buildCustomer } from "./build-contract.ts";
import { ALL_IN_ORDER, assetsOf, THREE_CRACKED } from "./returned-desk.ts";
import { type Ran, runProgram } from "./run-program.ts";
import { advancingClock, MIRA, type TemporaryDesk } from "./temporary-desk.ts";

export const HOSTILE_NAME = "=cmd|' /C calc'!A0;\"Oy\"";
const HOSTILE_REASON = '@SUM(1;2)"\r\n-2+3';

const deposit = (kind: Deposit["kind"], euros: number): Partial<Contract> => ({ deposit: { kind, amount: cents(euros * 100) } });
const FIRM = buildCustomer({ kind: "business", name: "Pispalan Pidot Oy", businessId: "0112038-9", vatId: "FI01120389" });
const firm = (over: Partial<Contract> = {}): Partial<Contract> => ({ customer: FIRM, prices: "net", language: "sv", ...over });

/** Three cracked chairs and cleaning (199.70 with VAT in the price) each, unless all is in order. */
const CONTRACTS: Readonly<Record<string, Partial<Contract>>> = {
  "reminded-consumer": {},
  "reminded-firm": firm(),
  "cash-refund": deposit("cash", 300),
  "transfer-refund": deposit("transfer", 300),
  "hold-taken": firm(deposit("cardHold", 100)),
  "hold-waits": deposit("cardHold", 300),
  "hold-released": deposit("cardHold", 100),
  "paid-over": { customer: buildCustomer({ name: HOSTILE_NAME }) },
  "paid-twice": {},
  "taken-back": firm(deposit("transfer", 20)),
  corrected: {},
  "credited-unpaid": firm(),
  "credited-in-part": {},
  "credited-with-deposit": deposit("transfer", 300),
  "paid-before-the-bill": firm(),
  "all-in-order": { ...deposit("cash", 50), language: "en" },
  "under-paid": {},
};

export interface FullMonth {
  readonly desk: TemporaryDesk;
  run(moment: string, typed: string, more?: readonly string[]): Promise<Ran>;
  /** What gives the last waiting hold free in August. */
  creditHold(): Promise<void>;
}

async function returns(desk: TemporaryDesk, first: Contract): Promise<void> {
  const store = await desk.store();
  const walk = (contract: string, kind: "handover" | "return", text: string) => {
    const readPhoto = (name: string) => Promise.reject(new Error(`no photo ${name} here`));
    return answerFromFile(desk, { contract, kind, source: { name: kind, text, readPhoto }, cameBackAt: null });
  };
  for (const [number, over] of Object.entries(CONTRACTS)) {
    const contract = buildContract({ ...over, number, terms: first.terms });
    if (number !== first.number) {
      await store.write(({ contracts }) => contracts.add(contract));
      await archivePaper(desk, contract);
    }
    await walk(number, "handover", "rest: in order");
    await walk(number, "return", number === "all-in-order" ? ALL_IN_ORDER : THREE_CRACKED);
  }
}

/** Whoever asks closes the desk. */
export async function fullMonth(): Promise<FullMonth> {
  const settings = {
    reminders: { consumer: { fee: "5,00" }, business: { fee: "12,00" } },
    interest: { "2026H2": "2,5 %" },
  };
  const clock = advancingClock(at("2026-05-18 14:00"));
  const { desk, contract } = await deskWithContract({ contract: { number: "reminded-consumer" }, desk: { clock, settings } });
  await returns(desk, contract);
  const run: FullMonth["run"] = (moment, typed, more = []) => {
    const [program, ...words] = typed.split(" ");
    return runProgram(program as "invoice", [...words, ...more], {
      home: desk.home,
      at: moment,
      cwd: desk.home,
      env: { RETURNDESK_STAFF: MIRA.id },
    });
  };
  const on = async (day: string, typed: string, more: readonly string[] = []): Promise<void> => {
    const ran = await run(`2026-${day}T09:00:00Z`, typed, more);
    if (ran.exitCode !== 0) throw new Error(`${typed}: ${ran.stderr}`);
  };
  const credit = (day: string, id: string, lines: readonly string[] = []) =>
    creditOn({ ...desk, clock: advancingClock(instant(`2026-${day}T09:00:00Z`)) }, id, lines);
  await billAndPay(on);
  await giveBack(on, credit);
  await correct(desk, on);
  return { desk, run, creditHold: () => credit("08-05", "hold-waits") };
}

type On = (day: string, typed: string, more?: readonly string[]) => Promise<void>;
type CreditOn = (day: string, id: string, lines?: readonly string[]) => Promise<void>;

async function creditOn(desk: TemporaryDesk & { readonly clock: { now(): Instant } }, id: string, lines: readonly string[]): Promise<void> {
  const wish = { lines, amount: null, quantity: null, reason: HOSTILE_REASON };
  const assets = assetsOf(desk);
  const shown = await previewCredit(desk, id, wish, async (language) => (await assets(language)).messages);
  await creditBilling(desk, id, shown, { wish, decidedBy: MIRA.id }, assets);
}

async function billAndPay(on: On): Promise<void> {
  for (const number of Object.keys(CONTRACTS)) await on(number.startsWith("reminded") ? "05-21" : "07-02", `invoice ${number} --yes`);
  await on("06-10", "invoice pay reminded-firm --amount 100,00 --yes");
  await on("07-08", "invoice remind --all --yes");
  await on("07-10", "invoice pay reminded-consumer --how cash --yes");
  await on("07-20", "invoice holds hold-taken --taken --yes");
  await on("07-15", "invoice holds hold-released --released --yes");
  await on("07-06", "invoice pay paid-over --amount 250,00 --how card --yes");
  await on("07-06", "invoice pay paid-twice --yes");
  await on("07-07", "invoice pay paid-twice --amount 199,70 --yes");
  await on("07-06", "invoice pay taken-back --yes");
  await on("07-09", "invoice pay --take-back P-6 --yes --reason", [HOSTILE_REASON]);
  await on("07-03", "invoice pay paid-before-the-bill --amount 50,00 --on 2026-06-30 --how card --yes");
  await on("07-06", "invoice pay under-paid --amount 199,69 --yes");
  await on("07-06", "invoice pay corrected --yes");
  await on("07-06", "invoice pay credited-in-part --yes");
}

async function giveBack(on: On, credit: CreditOn): Promise<void> {
  await credit("07-08", "credited-unpaid");
  await credit("07-08", "credited-in-part", ["C2"]);
  await credit("07-08", "credited-with-deposit");
  await credit("07-10", "hold-waits", ["C2"]);
  await on("07-08", "invoice refunds cash-refund --cash --yes");
  await on("07-08", "invoice refunds paid-twice --card --yes");
  await on("07-08", "invoice refunds transfer-refund credited-with-deposit --yes --file", ["refunds.xml"]);
  await on("07-10", "invoice refunds transfer-refund credited-with-deposit --paid --yes");
  await on("07-14", "invoice refunds credited-in-part --yes --file", ["ordered.xml"]);
}

/** One chair of the three was whole. */
async function correct(desk: TemporaryDesk, on: On): Promise<void> {
  const recount = join(desk.home, "recount.yaml");
  await writeFile(
    recount,
    THREE_CRACKED.replace("count: 3", "count: 2")
      .replace(/cameBackAt.*\n/u, "")
      .replace(/answer:[\s\S]*/u, "")
      .replace("rest: in order\n", ""),
  );
  const header = (await (await desk.store()).read(({ inspections }) => inspections.of("corrected"))).find(({ kind }) => kind === "return");
  await on("07-13", `inspect amend ${header?.id} --answers ${recount} --reason`, ["Yksi oli ehjä"]);
  await on("07-14", "invoice correct corrected --yes --reason", ["Yksi oli ehjä"]);
}
