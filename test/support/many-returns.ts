/** A desk with many contracts, each with a return that is ready to be billed, for programs started as people start them. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { archivePaper, deskWithContract } from "../app/desk-with-contract.ts";
import { at, buildContract } from "./build-contract.ts";
import { THREE_CRACKED } from "./returned-desk.ts";
import { advancingClock, MIRA, type TemporaryDesk } from "./temporary-desk.ts";

export interface ManyReturns {
  readonly desk: TemporaryDesk;
  /** Contract numbers. */
  readonly contracts: readonly string[];
}

export async function manyReturns(count: number): Promise<ManyReturns> {
  const clock = advancingClock(at("2026-05-18 14:00"));
  const { desk, contract } = await deskWithContract({ contract: { number: "C-1" }, desk: { clock } });
  const store = await desk.store();
  const contracts = Array.from({ length: count }, (_, index) => `C-${index + 1}`);
  for (const number of contracts.slice(1)) {
    const next = buildContract({ ...contract, number });
    await store.write((repositories) => repositories.contracts.add(next));
    await archivePaper(desk, next);
  }
  const walk = (number: string, kind: "handover" | "return", text: string) =>
    answerFromFile(desk, {
      contract: number,
      kind,
      source: { name: kind, text, readPhoto: () => Promise.reject(new Error("no photos")) },
      cameBackAt: null,
    });
  for (const number of contracts) {
    await walk(number, "handover", "rest: in order");
    await walk(number, "return", THREE_CRACKED);
  }
  return { desk, contracts };
}

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs `node bin/invoice.cjs`. @param killAfter milliseconds after which it gets a SIGKILL; null: it runs to its end. */
export function runInvoice(desk: TemporaryDesk, argv: readonly string[], killAfter: number | null = null): Promise<Ended> {
  const { ended, kill } = startInvoice(desk, argv);
  const timer = killAfter === null ? null : setTimeout(kill, killAfter);
  return ended.finally(() => timer && clearTimeout(timer));
}

/**
 * The same, for whoever watches it and knows when to kill it.
 * @param pinFile what the program reads from its fourth stream: `--pin-fd 3`.
 */
export function startInvoice(
  desk: TemporaryDesk,
  argv: readonly string[],
  pinFile: string | null = null,
): { readonly ended: Promise<Ended>; kill(): void } {
  const bin = fileURLToPath(new URL("../../bin/invoice.cjs", import.meta.url));
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const started = performance.now();
  const pin = pinFile === null ? null : openSync(pinFile, "r");
  const child = spawn(process.execPath, [bin, ...argv, "--no-input"], {
    env: { ...env, RETURNDESK_HOME: desk.home, RETURNDESK_STAFF: MIRA.id, RETURNDESK_LANGUAGE: "en" },
    stdio: ["ignore", "pipe", "pipe", ...(pin === null ? [] : [pin])],
  });
  if (pin !== null) closeSync(pin);
  const out = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (out.stdout += chunk));
  child.stderr?.on("data", (chunk) => (out.stderr += chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...out, milliseconds: performance.now() - started }));
  });
  return { ended, kill: () => void child.kill("SIGKILL") };
}
