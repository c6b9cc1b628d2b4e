/** A desk to whose counter goods have come back: handed over, walked through and acknowledged, ready to be billed. */
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { documentAssets } from "../../src/cli/actions/document-assets.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { Language } from "../../src/kernel/text.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { at } from "./build-contract.ts";
import { advancingClock, type TemporaryDesk } from "./temporary-desk.ts";

export type Books = NonNullable<Parameters<typeof deskWithContract>[0]> & {
  /** The walk of the return, as `--answers` takes it; null: nothing has come back. */
  readonly answers?: string | null;
  /** Null: nothing is known of the hand-over. */
  readonly handover?: string | null;
};

export interface ReturnedDesk {
  readonly desk: TemporaryDesk;
  readonly contract: Contract;
  /** Answers the walk of a further load. @returns its id. */
  comesBack(answers: string): Promise<string>;
}

/** Sixty chairs: three cracked, four dirty, agreed; back an hour late on 2026-05-18. */
export const THREE_CRACKED = `
cameBackAt: 2026-05-18 13:00
lines:
  - product: chair-folding
    damaged:
      - count: 3
        findings: [{ type: cracked, severity: severe }]
    dirty: 4
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

export const ALL_IN_ORDER = `
cameBackAt: 2026-05-18 11:00
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

const noPhotos = (name: string): Promise<never> => Promise.reject(new Error(`no photo ${name} here`));

/** The clock stands on 2026-05-21 at 10:00 and advances a second with each reading. */
export async function returnedDesk({ answers = THREE_CRACKED, handover = "rest: in order", ...books }: Books = {}): Promise<ReturnedDesk> {
  const clock = advancingClock(at("2026-05-21 10:00"));
  const { desk, contract } = await deskWithContract({ ...books, signed: true, desk: { clock, ...books.desk } });
  const walk = async (kind: "handover" | "return", text: string): Promise<string> => {
    const source = { name: "answers.yaml", text, readPhoto: noPhotos };
    return (await answerFromFile(desk, { contract: contract.number, kind, source, cameBackAt: null })).header.id;
  };
  if (handover !== null) await walk("handover", handover);
  if (answers !== null) await walk("return", answers);
  return { desk, contract, comesBack: (text) => walk("return", text) };
}

/** Fonts and texts for letters, as the programs use them. */
export const assetsOf = (desk: TemporaryDesk) => (language: Language) => documentAssets(desk, language);
