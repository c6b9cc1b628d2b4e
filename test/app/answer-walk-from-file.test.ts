import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { answerFromFile, type FileWalk, readAnswers } from "../../src/app/answer-from-file.ts";
import { loadReturn } from "../../src/app/load-return.ts";
import type { Desk } from "../../src/app/ports.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { loadSigned, showSigned } from "../../src/app/sign-record.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { assess } from "../../src/assessment/assess.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import type { Walk } from "../../src/inspection/fold.ts";
import { dayOf } from "../../src/kernel/dates.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { at, ZONE } from "../support/build-contract.ts";
import { errorInEnglish } from "../support/say-in-english.ts";
import { advancingClock } from "../support/temporary-desk.ts";
import { deskWithContract } from "./desk-with-contract.ts";

const STORIES = new URL("../../fixtures/", import.meta.url);
const story = (file: string): Promise<string> => readFile(new URL(file, STORIES), "utf8");

type ReadPhoto = FileWalk["source"]["readPhoto"];
const noPhotos: ReadPhoto = async (name) => {
  throw new UserError("file-missing", { path: name });
};
const fileWalk = (contract: string, text: string, differs: Partial<FileWalk> = {}, readPhoto = noPhotos): FileWalk => ({
  contract,
  kind: "return",
  source: { name: "answers.yaml", text, readPhoto },
  cameBackAt: null,
  ...differs,
});
const refusal = (work: Promise<unknown>): Promise<UserError> =>
  work.then(
    () => Promise.reject(new Error("not refused")),
    (reason) => reason,
  );
const storedOf = async (desk: Desk, contract: string) => (await desk.store()).read((repositories) => repositories.inspections.of(contract));

function problemsText(result: { readonly ok: boolean; readonly problems?: unknown }): string {
  return JSON.stringify(result.problems);
}

/** A desk on the day of the story's last walk, whose books hold the story's contract under its real terms. */
async function storyDesk(name: string) {
  const terms = parseTerms(await story("terms/furniture-and-tableware.yaml"));
  const parsed = parseContract(await story(`${name}/contract.yaml`), { zone: ZONE, desk: "Tampere" });
  if (!terms.ok || !parsed.ok) throw new Error(problemsText(terms) + problemsText(parsed));
  const clock = advancingClock(at("2026-07-06 10:00"));
  return deskWithContract({ contract: parsed.value.contract, terms: terms.value.terms, desk: { clock } });
}

/** What went how, line by line, for the lines where something was found. */
const findingsOf = (walk: Walk) =>
  walk.inspection.lines.flatMap(({ position, damaged, missing, stillOut, dirty, groups }) =>
    damaged + missing + stillOut + dirty === 0
      ? []
      : [
          [
            position,
            { damaged, missing, stillOut, dirty },
            groups.map((group) => `${group.count} ${group.findings.map((finding) => finding.type).join("+")}`),
          ],
        ],
  );

describe("the stories", () => {
  const tell = async (name: string, ...files: readonly string[]) => {
    const { desk, contract } = await storyDesk(name);
    await answerFromFile(desk, fileWalk(contract.number, await story(`${name}/handover.yaml`), { kind: "handover" }));
    const walks: Walk[] = [];
    for (const file of files) walks.push(await answerFromFile(desk, fileWalk(contract.number, await story(`${name}/${file}`))));
    const setting = { calendar: await desk.calendar(), today: dayOf(at("2026-07-06 10:00"), ZONE) };
    const last = walks.at(-1) as Walk;
    const { facts } = await (await desk.store()).read((repositories) => loadReturn(repositories, last.header, setting));
    return { walks, assessment: assess({ ...facts, include: "all" }) };
  };

  test("the party: chairs, a table and cups, of which two were cracked before", async () => {
    const { walks, assessment } = await tell("party", "answers.yaml");
    expect(findingsOf(walks[0] as Walk)).toEqual([
      [1, { damaged: 9, missing: 0, stillOut: 0, dirty: 0 }, ["3 broken", "5 scratched", "1 scratched"]],
      [2, { damaged: 1, missing: 0, stillOut: 0, dirty: 0 }, ["1 dented"]],
      [3, { damaged: 5, missing: 2, stillOut: 0, dirty: 23 }, ["5 cracked"]],
      [6, { damaged: 1, missing: 0, stillOut: 0, dirty: 0 }, ["1 broken"]],
    ]);
    expect(assessment.problems).toEqual([]);
    expect(assessment.notCharged.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["wear", "baseline", "withinGrace"]));
  });

  test("the event: two loads, a dispute, damage of our own transport, glasses that turned up", async () => {
    const { walks, assessment } = await tell("event", "answers.yaml", "second-load.yaml");
    expect(walks.map((walk) => findingsOf(walk).length)).toEqual([8, 0]);
    expect(walks[0]?.inspection.answer?.exceptions.map(({ stance }) => stance)).toEqual(["disputes"]);
    expect(walks[1]?.inspection.lines.map(({ position, ok, found }) => [position, ok, found])).toEqual(
      [[3, 2, 0], [7, 2, 2], ...[4, 6, 8].map((position) => [position, 0, 0])].sort((a, b) => (a[0] as number) - (b[0] as number)),
    );
    expect(assessment.problems).toEqual([]);
    expect(assessment.charges.map(({ kind }) => kind)).toEqual(["late"]);
  });

  test("the clean return: nothing to charge", async () => {
    const { walks, assessment } = await tell("clean", "answers.yaml");
    expect([findingsOf(walks[0] as Walk), assessment.charges, assessment.problems]).toEqual([[], [], []]);
  });
});

describe("a file", () => {
  const CLEAN = "rest: in order\nanswer: {all: left}\n";

  test("that is wrong is refused whole, with every problem at its place, and nothing is stored", async () => {
    const { desk, contract } = await deskWithContract();
    const error = await refusal(answerFromFile(desk, fileWalk(contract.number, "lines: [{line: 1, missing: 61}, {line: 2}]\nrst: ok\n")));
    expect([error.code, error.values, errorInEnglish(error).split("\n")]).toEqual([
      "answers-wrong",
      { file: "answers.yaml", count: 1 },
      [
        "answers.yaml cannot be used: something has to be put right. Nothing was stored.",
        'answers.yaml:2:1: rst: "rst" is not known here: did you mean "rest"?',
      ],
    ]);
    const counts = await refusal(answerFromFile(desk, fileWalk(contract.number, `lines: [{line: 1, missing: 61}, {line: 2}]\n${CLEAN}`)));
    expect(errorInEnglish(counts).split("\n").slice(1)).toEqual([
      "answers.yaml:1:28: lines[0].missing: 61 is more than the 60 that are out.",
      "answers.yaml:1:40: lines[1].line: contract 2026-0117 has lines 1 to 1",
    ]);
    expect(await storedOf(desk, contract.number)).toEqual([]);
  });

  test("is only read in a dry run", async () => {
    const { desk, contract } = await deskWithContract();
    const { answers, signedCopy } = await readAnswers(desk, fileWalk(contract.number, CLEAN));
    expect([answers.rest.positions, signedCopy, await storedOf(desk, contract.number)]).toEqual([[1], "verified", []]);
  });

  test("may leave the time to the command line; its own comes first", async () => {
    const [own, flag] = [at("2026-05-20 09:00"), at("2026-05-20 10:00")];
    for (const [text, cameBackAt] of [
      [CLEAN, flag],
      [`cameBackAt: 2026-05-20 09:00\n${CLEAN}`, own],
    ] as const) {
      const { desk, contract } = await deskWithContract();
      const walk = await answerFromFile(desk, fileWalk(contract.number, text, { cameBackAt: flag }));
      expect(walk.inspection.cameBackAt).toBe(cameBackAt);
    }
  });

  test("takes over an unfinished walk", async () => {
    const { desk, contract } = await deskWithContract();
    const { walk } = await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
    await recordAnswer(desk, walk.header.id, { type: "noted", position: 1, note: "kept" });
    const finished = await answerFromFile(desk, fileWalk(contract.number, `cameBackAt: 2026-05-20 09:00\n${CLEAN}`));
    expect([finished.header.id, finished.inspection.cameBackAt, finished.inspection.lines[0]?.note]).toEqual([
      "R-1",
      at("2026-05-20 09:00"),
      "kept",
    ]);
    expect(finished.inspection.finishedAt).not.toBeNull();
  });
});

describe("photos", () => {
  const TORN =
    "lines: [{line: 1, damaged: [{count: 1, findings: [{type: torn, photos: [seat.png]}]}]}]\nrest: in order\nanswer: {all: left}\n";

  test("are kept byte for byte under their hash", async () => {
    const { desk, contract } = await deskWithContract();
    const bytes = new Uint8Array(
      await sharp({ create: { width: 80, height: 60, channels: 3, background: "white" } })
        .png()
        .toBuffer(),
    );
    const walk = await answerFromFile(
      desk,
      fileWalk(contract.number, TORN, {}, async (name) => ({ name, bytes })),
    );
    const [photo] = walk.inspection.lines[0]?.groups[0]?.findings[0]?.photos ?? [];
    expect(photo?.name).toBe("seat.png");
    expect(new Uint8Array(await (await desk.archive()).read(photo?.sha256 as string))).toEqual(bytes);
  });

  test("that cannot be read, or are none, refuse the walk", async () => {
    const { desk, contract } = await deskWithContract();
    const text = new TextEncoder().encode("not a picture");
    const wrong: readonly (readonly [string, ReadPhoto])[] = [
      ["file-missing", noPhotos],
      ["photo-unreadable", async (name) => ({ name, bytes: text })],
      ["photo-name-too-long", async () => ({ name: "x".repeat(3_000), bytes: text })],
      ["photo-broken", async () => Promise.reject(new Error("photo-broken"))],
    ];
    for (const [code, readPhoto] of wrong) {
      const error = await refusal(answerFromFile(desk, fileWalk(contract.number, TORN, {}, readPhoto)));
      expect(error.code ?? error.message).toBe(code);
    }
    expect(await storedOf(desk, contract.number)).toEqual([]);
  });
});

describe("the text that was read", () => {
  const END = "rest: in order\nanswer: {all: agrees}\nacknowledgement: ";
  const nameWritten = () =>
    sharp({ create: { width: 300, height: 120, channels: 3, background: "white" } })
      .png()
      .toBuffer();

  test("is kept with a signature from paper, and shown in the record", async () => {
    const { desk, contract } = await deskWithContract();
    const bytes = await nameWritten();
    const text = `${END}{ signed: Aino Mäkelä, signature: nimi.png }\n`;
    const walk = await answerFromFile(
      desk,
      fileWalk(contract.number, text, {}, async (name) => ({ name, bytes })),
    );
    const { acknowledgement } = walk.inspection;
    if (acknowledgement?.kind !== "signed") throw new Error("not signed");
    const archive = await desk.archive();
    expect(Buffer.from(await archive.read(acknowledgement.signature as string)).equals(bytes)).toBe(true);
    const [read] = await showSigned(desk, walk.header.id);
    expect(read?.text).toContain("Aino Mäkelä");
    expect(read?.word).toEqual(acknowledgement);
    expect((await loadSigned(desk, walk.inspection))?.picture).not.toBeNull();
  });

  test("is kept where somebody would rather not sign", async () => {
    const { desk, contract } = await deskWithContract();
    const walk = await answerFromFile(desk, fileWalk(contract.number, `${END}declined\n`));
    const [read] = await showSigned(desk, walk.header.id);
    expect(read?.word).toMatchObject({ kind: "declined", text: { language: "fi" } });
    expect(read?.text).toContain("Katselmuspöytäkirja");
  });
});
