import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Signing } from "../../../src/app/archive-signed-copy.ts";
import { planSignedCopy } from "../../../src/app/plan-signed-copy.ts";
import type { Ask } from "../../../src/cli/prompts/ask.ts";
import { confirmSignedCopy } from "../../../src/cli/prompts/confirm-signed-copy.ts";
import { runSession } from "../../../src/cli/run-session.ts";
import type { Session } from "../../../src/cli/session.ts";
import { day } from "../../../src/kernel/dates.ts";
import { encodeFormCode } from "../../../src/media/form-code.ts";
import { jpegSheet, pdfOf } from "../../support/build-scan.ts";
import { deskWithContracts } from "../../support/desk-with-contract.ts";
import { DESK_TIME } from "../../support/temporary-desk.ts";

const NOTHING: Signing = { signedBy: null, signedOn: null };

/** A session whose prompter answers from a list, and notes what it was asked and what was preset. */
async function answering(home: string, answers: readonly (boolean | string)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const answer = <T extends boolean | string>(message: string, preset: unknown): T => {
    asked.push(preset === undefined ? message : `${message} [${preset}]`);
    return left.shift() as T;
  };
  const ask = {
    confirm: async (message: string, preset = true) => answer<boolean>(message, preset),
    text: async (message: string, options: Parameters<Ask["text"]>[1] = {}) => {
      const typed = answer<string>(message, options.preset);
      const wrong = options.check?.(typed) ?? null;
      return wrong === null ? typed : `refused: ${wrong}`;
    },
  } as unknown as Ask;
  const flags = { json: false, yes: false, dryRun: false, verbose: false, plain: false, input: true, as: "mira", pinFd: null };
  const io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: { RETURNDESK_HOME: home },
    cwd: home,
    clock: { now: () => DESK_TIME },
  };
  const session: Session = { ...(await runSession(io, flags, false, "en")).session, interactive: true, ask: async () => ask };
  return { session, asked };
}

describe("confirming a signed copy", () => {
  it("asks for the contract, who signed and when, with the likely answers preset", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, "2026-0117", [{ name: "a.pdf", bytes: await pdfOf([{ text: "Sopimus" }]) }]);
    const { session, asked } = await answering(desk.home, [true, "Aino Mäkelä", "2026-05-15"]);
    expect(await confirmSignedCopy(session, plan, NOTHING)).toEqual({ signedBy: "Aino Mäkelä", signedOn: "2026-05-15" });
    expect(asked).toEqual([
      "Is this the signed contract 2026-0117 of Aino Mäkelä? [true]",
      "Who signed it? [Aino Mäkelä]",
      "When was it signed? [2026-05-15]",
    ]);
  });

  it("asks only what the flags have not said", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, "2026-0117", [{ name: "a.pdf", bytes: await pdfOf([{ text: "Sopimus" }]) }]);
    const given = { signedBy: "Eero", signedOn: day("2026-05-14") };
    const { session, asked } = await answering(desk.home, [true]);
    expect(await confirmSignedCopy(session, plan, given)).toEqual(given);
    expect(asked.length).toBe(1);
  });

  it("takes no day of signing that is still to come", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, "2026-0117", [{ name: "a.pdf", bytes: await pdfOf([{ text: "Sopimus" }]) }]);
    const { session } = await answering(desk.home, [true, "Aino", "2026-05-21"]);
    expect(await confirmSignedCopy(session, plan, NOTHING)).toEqual({ signedBy: "Aino", signedOn: null });
  });

  it("asks for each doubt first, leaning to no, and keeps nothing when somebody says no", async () => {
    const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
    const bytes = await jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: 1, pages: 1 }) });
    const plan = await planSignedCopy(desk, "2026-0118", [{ name: "a.jpg", bytes }]);
    const { session, asked } = await answering(desk.home, [false]);
    expect(await confirmSignedCopy(session, plan, NOTHING)).toBeNull();
    expect(asked).toEqual(["a.jpg carries the QR code of contract 2026-0117, not of 2026-0118. Archive it all the same? [false]"]);
  });
});
