import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { answerFromFile, readAnswers } from "../../src/app/answer-from-file.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { at, buildLine } from "../support/build-contract.ts";
import { advancingClock } from "../support/temporary-desk.ts";
import { deskWithContract } from "./desk-with-contract.ts";

const STORIES = new URL("../../fixtures/", import.meta.url);
const noPhotos = async (name: string): Promise<never> => {
  throw new UserError("file-missing", `Cannot read ${name}: there is no such file.`);
};
const source = (text: string, readPhoto = noPhotos as (name: string) => Promise<{ name: string; bytes: Uint8Array }>) => ({
  name: "answers.yaml",
  text,
  readPhoto,
});

async function story(name: string) {
  const read = (file: string) => readFile(new URL(`${name}/${file}`, STORIES), "utf8");
  const parsed = parseContract(await read("contract.yaml"), { zone: "Europe/Helsinki", desk: "Tampere" });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const clock = advancingClock(at("2026-07-06 10:00"));
  const { desk, contract } = await deskWithContract({ contract: parsed.value.contract, desk: { clock } });
  const walk = async (kind: "handover" | "return", file: string) =>
    answerFromFile(desk, { contract: contract.number, kind, source: source(await read(file)) });
  return { desk, contract, walk };
}

describe("the stories' answers", () => {
  test.each(["party", "event", "clean"])("%s: hand-over and return are walked to the end", async (name) => {
    const { walk } = await story(name);
    const handover = await walk("handover", "handover.yaml");
    const back = await walk("return", "answers.yaml");
    expect([handover.inspection.kind, back.inspection.kind, back.inspection.load]).toEqual(["handover", "return", 1]);
    expect(back.inspection.finishedAt).not.toBeNull();
    const ids = [handover, back].flatMap((one) =>
      one.inspection.lines.flatMap((line) => line.groups.flatMap((group) => group.findings.map((finding) => finding.id))),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
