/** A walk answered from a file or from stdin, without a terminal. */
import { dirname, resolve } from "node:path";
import { readInputFile } from "../../../adapters/input-file.ts";
import { type AnswersSource, answerFromFile, readAnswers } from "../../../app/answer-from-file.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import type { Instant } from "../../../kernel/dates.ts";
import { UserError } from "../../../kernel/errors.ts";
import { LARGEST_SCAN } from "../../../media/read-scan.ts";
import type { Session } from "../../session.ts";

/** Bytes of a file of answers; a line takes some hundred. */
const LARGEST_ANSWERS = 5_000_000;

async function bytesOf(session: Session, file: string): Promise<Uint8Array> {
  if (file !== "-") return (await readInputFile(session.io.cwd, file, LARGEST_ANSWERS)).bytes;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of session.io.stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > LARGEST_ANSWERS)
      throw new UserError("file-too-large", "What comes on stdin is larger than any answers.", ["--answers FILE"]);
  }
  return Buffer.concat(chunks);
}

function textOf(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError("not-utf-8", `${file} is not text in UTF-8.`, ["save it as UTF-8"]);
  }
}

/** Photos are named relative to the file of answers; from stdin, to the folder one stands in. */
async function sourceFrom(session: Session, file: string): Promise<AnswersSource> {
  const text = textOf(file, await bytesOf(session, file));
  const folder = file === "-" ? "." : dirname(file);
  return { name: file, text, readPhoto: (name) => readInputFile(resolve(session.io.cwd, folder), name, LARGEST_SCAN) };
}

export interface AnsweredWalk {
  readonly number: string;
  readonly kind: InspectionKind;
  readonly file: string;
  readonly cameBackAt: Instant | null;
}

/** @returns the finished walk, or null after a dry run. */
export async function walkFromFile(session: Session, { number, kind, file, cameBackAt }: AnsweredWalk): Promise<Walk | null> {
  const desk = await session.desk();
  const fileWalk = { contract: number, kind, source: await sourceFrom(session, file), cameBackAt };
  if (!session.flags.dryRun) return answerFromFile(desk, fileWalk);
  await readAnswers(desk, fileWalk);
  session.remark(session.t("common.dryRun"));
  return null;
}
