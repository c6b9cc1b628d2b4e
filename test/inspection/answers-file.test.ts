import { describe, expect, test } from "vitest";
import { acknowledgementEvent, answerEvents, needsText, photosOf } from "../../src/inspection/answer-events.ts";
import type { Answers } from "../../src/inspection/answers.ts";
import { parseAnswers } from "../../src/inspection/answers-file.ts";
import { checkEvent } from "../../src/inspection/check-event.ts";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import type { Walk } from "../../src/inspection/fold.ts";
import { openQuestions } from "../../src/inspection/open-questions.ts";
import { instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { at, buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";
import { buildDamaged, buildMatch, buildTerms } from "../support/build-terms.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

const contract = buildContract({
  lines: [
    buildLine({ parts: [{ name: "seat", price: null }] }),
    buildLine({ product: "cup-coffee", quantity: 120, countLimit: 50 }),
    buildLine({ product: "urn", quantity: 2 }),
    buildLine({ product: "urn", quantity: 1 }),
  ],
});
const blank = buildWalk({ contract });
const END = "answer: {all: agrees}\nacknowledgement: {name: Aino}\n";

const parsed = (text: string, walk: Walk = blank): Answers => {
  const answers = parseAnswers(text, walk, "en");
  if (!answers.ok) throw new Error(answers.problems.map((problem) => `${problem.line}:${problem.column} ${problem.code}`).join("; "));
  return answers.value;
};
const refused = (text: string, walk: Walk = blank) => {
  const answers = parseAnswers(text, walk, "en");
  return answers.ok ? [] : answers.problems.map(({ code, path, line, column }) => [code, path, line, column]);
};

describe("a file of answers", () => {
  test("everything it can say", () => {
    const answers = parsed(`
cameBackAt: 2026-05-20 14:00
walkedAt: 2026-05-20 14:10
lines:
  - line: 1
    ok: 51
    damaged:
      - count: 3
        findings:
          - { type: scratched, severity: severe, marks: 2, size: 4 cm, part: seat, incident: fall, cause: customer,
              repair: { cost: 35.00, days: 2, source: price list }, note: "two marks", photos: [a.jpg, b/c.jpg] }
          - type: cracked
    missing: 2
    stillOut: 4
    dirty: 5
    cleaningHours: 2
    missingParts: { seat: 1 }
    counted: 54
    note: From the yard.
  - product: cup-coffee
    say: 3 cracked, 2 missing, 1 severe scratch 20 mm
rest: in order
answer:
  all: agrees
  words: Thank you.
  exceptions:
    - { line: 1, group: 1, count: 2, stance: disputes, words: Not mine. }
    - { product: cup-coffee, of: missing, stance: disputes }
    - { line: 1, part: seat, stance: disputes }
acknowledgement: declined
`);
    const NO_DETAILS = { incident: null, cause: "unknown", repair: null, note: null, photos: [] };
    const cup = { marks: 1, part: null, ...NO_DETAILS };
    expect(answers).toEqual({
      cameBackAt: at("2026-05-20 14:00"),
      walkedAt: at("2026-05-20 14:10"),
      lines: [
        {
          position: 1,
          counts: buildCounts({ ok: 51, damaged: 3, missing: 2, stillOut: 4, dirty: 5, cleaningHours: 2, missingParts: { seat: 1 } }),
          counted: 54,
          note: "From the yard.",
          withoutCharge: null,
          groups: [
            {
              id: "G1",
              count: 3,
              findings: [
                {
                  type: "scratched",
                  severity: "severe",
                  marks: 2,
                  sizeMm: 40,
                  part: "seat",
                  incident: "fall",
                  cause: "customer",
                  repair: { cost: cents(3_500), days: 2, source: "price list" },
                  note: "two marks",
                  photos: ["a.jpg", "b/c.jpg"],
                },
                { type: "cracked", severity: null, sizeMm: null, ...cup },
              ],
            },
          ],
        },
        {
          position: 2,
          counts: buildCounts({ ok: 114, damaged: 4, missing: 2 }),
          counted: null,
          note: null,
          withoutCharge: null,
          groups: [
            { id: "G1", count: 3, findings: [{ type: "cracked", severity: null, sizeMm: null, ...cup }] },
            { id: "G2", count: 1, findings: [{ type: "scratched", severity: "severe", sizeMm: 20, ...cup }] },
          ],
        },
      ],
      spared: [],
      rest: { kind: "inOrder", positions: [3, 4] },
      answer: {
        all: "agrees",
        words: "Thank you.",
        exceptions: [
          { position: 1, group: "G1", subject: "group", count: 2, stance: "disputes", words: "Not mine." },
          { position: 2, group: null, subject: "missing", count: null, stance: "disputes", words: null },
          { position: 1, group: "seat", subject: "part", count: null, stance: "disputes", words: null },
        ],
      },
      acknowledgement: { kind: "declined" },
    });
    expect(photosOf(answers)).toEqual(["a.jpg", "b/c.jpg"]);
  });

  test("three lines are enough for a clean return; JSON does as well", () => {
    const clean: Answers = {
      cameBackAt: null,
      walkedAt: null,
      lines: [],
      spared: [],
      rest: { kind: "inOrder", positions: [1, 2, 3, 4] },
      answer: { all: "agrees", words: null, exceptions: [] },
      acknowledgement: { kind: "name", name: "Aino" },
    };
    expect(parsed(`rest: in order\n${END}`)).toEqual(clean);
    expect(parsed('{"rest": "inOrder", "answer": {"all": "agrees"}, "acknowledgement": {"name": "Aino"}}')).toEqual(clean);
  });

  test("who was not there, or left, acknowledges nothing; at a hand-over nobody answers", () => {
    expect(parsed("rest: still out\nanswer: {all: notPresent}").acknowledgement).toEqual({ kind: "notPresent" });
    expect(parsed("rest: still out\nanswer: {all: left}").acknowledgement).toEqual({ kind: "notPresent" });
    const handover = buildWalk({ contract, header: { kind: "handover", load: 0 } });
    expect(parsed("rest: in order", handover)).toMatchObject({ answer: null, acknowledgement: null });
    expect(parsed("rest: in order\nacknowledgement: not present", handover).acknowledgement).toEqual({ kind: "notPresent" });
  });

  test("what turned up comes on top of what is out", () => {
    const earlier = [buildInspection({ lines: [buildLineFacts({ missing: 3 })] })];
    const walk = buildWalk({ contract, header: { load: 2 }, setting: { earlier } });
    const answers = parsed(`lines: [{line: 1, found: 2}]\nrest: still out\n${END}`, walk);
    const counted: WalkEvent = { type: "counted", position: 1, counts: buildCounts({ ok: 2, found: 2 }) };
    const by = { name: "Mira Salo", now: CAME_BACK, photo: (name: string) => ({ sha256: "", name, takenAt: null }) };
    expect(answerEvents(answers, walk, by)[0]).toEqual(counted);
  });
});

describe("what is refused, with its place", () => {
  test.each<[string, string, unknown[]]>([
    ["broken YAML", "lines: [", [["syntax", "", 1, 9]]],
    ["nothing", "", [["empty-file", "", 1, 1]]],
    ["an unknown key", `rst: in order\n${END}`, [["unknown-key-near", "rst", 1, 1]]],
    ["a date that does not exist", `cameBackAt: 2026-02-30 10:00\nrest: in order\n${END}`, [["no-such-day", "cameBackAt", 1, 13]]],
    ["lines nobody speaks of", `lines: [{line: 1}]\n${END}`, [["unanswered", "", 1, 1]]],
    [
      "no line, and two names of one",
      `lines:\n  - missing: 1\n  - {line: 1, product: urn}\n${END}`,
      [
        ["which-line", "lines[0]", 2, 5],
        ["which-line", "lines[1]", 3, 5],
      ],
    ],
    ["a line that is not there", `lines: [{line: 5}]\n${END}`, [["unknown-line", "lines[0].line", 1, 16]]],
    [
      "a product that is not there, or twice",
      `lines:\n  - product: cup-cofee\n  - product: urn\n${END}`,
      [
        ["unknown-product-near", "lines[0].product", 2, 14],
        ["several-lines", "lines[1].product", 3, 14],
      ],
    ],
    ["a product like none of them", `lines: [{product: sofa}]\nrest: in order\n${END}`, [["unknown-product", "lines[0].product", 1, 19]]],
    ["a line twice", `lines: [{line: 1}, {line: 1}]\nrest: in order\n${END}`, [["line-twice", "lines[1]", 1, 20]]],
    [
      "more damaged than out",
      `lines:\n  - line: 1\n    damaged: [{count: 61, findings: [{type: torn}]}]\n${END}`,
      [["more-than-out", "lines[0].damaged", 3, 14]],
    ],
    ["counts that do not add up", `lines:\n  - line: 1\n    ok: 3\n${END}`, [["not-the-sum", "lines[0]", 2, 5]]],
    [
      "negative, fractional, worded and huge counts",
      `lines: [{line: 1, missing: -1}, {line: 2, missing: 1.5}, {line: 3, missing: two}, {line: 4, dirty: 99999999999}]\n${END}`,
      [
        ["negative-count", "lines[0].missing", 1, 28],
        ["count-with-decimals", "lines[1].missing", 1, 52],
        ["not-a-number", "lines[2].missing", 1, 77],
        ["count-too-large", "lines[3].dirty", 1, 100],
      ],
    ],
    [
      "a part the line has not",
      `lines:\n  - line: 1\n    missingParts: {lid: 1}\n    damaged: [{count: 1, findings: [{type: torn, part: seta}]}]\n${END}`,
      [
        ["unknown-part", "lines[0].missingParts.lid", 3, 25],
        ["unknown-part", "lines[0].damaged[0].findings[0].part", 4, 56],
      ],
    ],
    [
      "an entry nobody understands",
      `lines:\n  - line: 1\n    say: 3 chipped, 2 zebra\n${END}`,
      [
        ["ambiguous", "lines[0].say", 3, 10],
        ["not-understood", "lines[0].say", 3, 10],
      ],
    ],
    [
      "an entry and counts",
      `lines:\n  - {line: 1, say: ok, missing: 1}\n  - {line: 2, say: ok, missingParts: {seat: 1}}\n${END}`,
      [
        ["said-and-counted", "lines[0].say", 2, 20],
        ["said-and-counted", "lines[1].say", 3, 20],
      ],
    ],
    [
      "a counted number that differs",
      `lines: [{line: 1, counted: 59}]\nrest: in order\n${END}`,
      [["tally-differs", "lines[0].counted", 1, 28]],
    ],
    [
      "a photo's name too long",
      `lines: [{line: 1, damaged: [{count: 1, findings: [{type: torn, photos: [${"x".repeat(501)}]}]}]}]\nrest: in order\n${END}`,
      [["long-file-name", "lines[0].damaged[0].findings[0].photos[0]", 1, 73]],
    ],
    ["no answer", "rest: in order", [["answer-missing", "", 1, 1]]],
    ["no acknowledgement", "rest: in order\nanswer: {all: disputes}", [["acknowledgement-missing", "answer", 2, 9]]],
  ])("%s", (_, text, problems) => {
    expect(refused(text)).toEqual(problems);
  });

  test.each<[string, string, string, string]>([
    ["none of group, of and part", "{line: 1, stance: disputes}", "answer-of-what", ""],
    ["two of them", "{line: 1, group: 1, of: dirty, stance: disputes}", "answer-of-what", ""],
    ["a part and more", "{line: 1, of: dirty, part: seat, stance: disputes}", "answer-of-what", ""],
    ["a part that nobody missed", "{line: 1, part: seat, stance: disputes}", "nothing-there", ""],
    ["a part that the line does not have", "{line: 2, part: seat, stance: disputes}", "unknown-part", ".part"],
    ["a part with a slip in its name", "{line: 1, part: seats, stance: disputes}", "unknown-part-near", ".part"],
    ["no such group", "{line: 1, group: 2, stance: disputes}", "nothing-there", ""],
    ["a line that was in order", "{line: 2, group: 1, stance: disputes}", "nothing-there", ""],
    ["nothing missing", "{line: 2, of: missing, stance: disputes}", "nothing-there", ""],
    ["too many", "{line: 1, group: 1, count: 2, stance: disputes}", "more-than-there", ".count"],
    ["no line", "{line: 9, group: 1, stance: disputes}", "unknown-line", ".line"],
  ])("an exception of %s", (_, exception, code, key) => {
    const line = "lines: [{line: 1, damaged: [{count: 1, findings: [{type: torn}]}]}]\nrest: in order\nacknowledgement: declined";
    const problems = refused(`${line}\nanswer:\n  all: agrees\n  exceptions:\n    - ${exception}`);
    expect(problems).toEqual([
      [code, `answer.exceptions[0]${key}`, 7, key === "" ? 7 : exception.indexOf(`${key.slice(1)}:`) + key.length + 8],
    ]);
  });

  test("a severity that the terms price by", () => {
    const terms = buildTerms({ damaged: [buildDamaged({ match: buildMatch({ severities: ["severe"] }) })] });
    const walk = buildWalk({ contract, setting: { terms } });
    const text = `lines:\n  - line: 1\n    damaged: [{count: 1, findings: [{type: torn}]}]\n  - line: 2\n    say: 1 cracked\nrest: in order\n${END}`;
    expect(refused(text, walk)).toEqual([
      ["severity-missing", "lines[0].damaged[0].findings[0]", 3, 37],
      ["severity-missing", "lines[1].say", 5, 10],
    ]);
  });
});

describe("the events", () => {
  const by = {
    name: "Mira Salo",
    now: instant("2026-05-20T12:00:00Z"),
    photo: (name: string) => ({ sha256: "0".repeat(64), name, takenAt: null }),
  };
  const text = `cameBackAt: 2026-05-20 14:00
lines:
  - {line: 1, note: x, counted: 60, damaged: [{count: 2, findings: [{type: torn, photos: [a.jpg]}, {type: cracked}]}]}
rest: in order
${END}`;

  const allEvents = (answers: Answers, walk: Walk): readonly WalkEvent[] => [
    ...answerEvents(answers, walk, by),
    ...[acknowledgementEvent(answers, by, null)].filter((event) => event !== null),
  ];

  test("are those of a walk at the terminal, and leave nothing open", () => {
    const finding = buildFinding({ seenAt: CAME_BACK, enteredAt: by.now });
    const events = allEvents(parsed(text), blank);
    expect(events).toEqual<WalkEvent[]>([
      { type: "counted", position: 1, counts: buildCounts({ ok: 58, damaged: 2 }) },
      { type: "tallied", position: 1, counted: 60 },
      { type: "grouped", position: 1, groups: [{ id: "G1", count: 2 }] },
      {
        type: "found",
        position: 1,
        group: "G1",
        open: [],
        finding: { ...finding, type: "torn", photos: [{ sha256: "0".repeat(64), name: "a.jpg", takenAt: null }] },
      },
      { type: "found", position: 1, group: "G1", open: [], finding: { ...finding, id: "F2" } },
      { type: "noted", position: 1, note: "x" },
      { type: "restInOrder", positions: [2, 3, 4] },
      { type: "tallied", position: 2, counted: null },
      { type: "tallied", position: 3, counted: null },
      { type: "tallied", position: 4, counted: null },
      { type: "answered", answer: { all: "agrees", words: null, exceptions: [] }, open: false },
      { type: "acknowledged", acknowledgement: { kind: "name", name: "Aino", at: CAME_BACK } },
    ]);
    const told: WalkEvent[] = [];
    for (const event of events) {
      expect(checkEvent(buildWalk({ contract, events: told }), event)).toEqual([]);
      told.push(event);
    }
    expect(openQuestions(buildWalk({ contract, events: told }))).toEqual([]);
  });

  test("take the place of what an interrupted walk had found", () => {
    const begun: WalkEvent[] = [
      { type: "counted", position: 1, counts: buildCounts({ ok: 59, damaged: 1 }) },
      { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] },
      { type: "found", position: 1, group: "G1", finding: buildFinding({ id: "F1" }), open: ["note"] },
      { type: "restInOrder", positions: [2, 3, 4] },
    ];
    const walk = buildWalk({ contract, events: begun });
    const events = allEvents(parsed(`lines: [{line: 1}]\nanswer: {all: left}`, walk), walk);
    expect(events.slice(0, 3)).toEqual([
      { type: "withdrew", position: 1, finding: "F1" },
      { type: "counted", position: 1, counts: buildCounts() },
      { type: "tallied", position: 1, counted: null },
    ]);
    expect(events.at(-1)).toEqual({ type: "acknowledged", acknowledgement: { kind: "notPresent", at: by.now } });
    expect(buildWalk({ contract, events: [...begun, ...events] }).inspection.lines[0]).toEqual(buildLineFacts());
  });

  test("of somebody who read and signed, or would rather not, keep the text; a name and who was away need none", () => {
    const shown = { sha256: "a".repeat(64), language: "sv" } as const;
    const word = (acknowledgement: string) => {
      const answers = parsed(`rest: in order\nanswer: {all: agrees}\nacknowledgement: ${acknowledgement}`);
      const needed = needsText(answers);
      return [needed, photosOf(answers), acknowledgementEvent(answers, by, needed ? shown : null)];
    };
    const said = (acknowledgement: object) => ({ type: "acknowledged", acknowledgement: { ...acknowledgement, at: by.now } });
    expect(word("{ signed: Aino, signature: nimi.png }")).toEqual([
      true,
      ["nimi.png"],
      said({ kind: "signed", name: "Aino", text: shown, signature: "0".repeat(64), signatureName: "nimi.png" }),
    ]);
    expect(word("{ signed: Aino }")).toEqual([true, [], said({ kind: "signed", name: "Aino", text: shown, signature: null })]);
    expect(word("declined")).toEqual([true, [], said({ kind: "declined", text: shown })]);
    expect(word("{ name: Aino }")).toEqual([false, [], said({ kind: "name", name: "Aino" })]);
  });

  test("at a hand-over end with the lines", () => {
    const handover = buildWalk({ contract, header: { kind: "handover", load: 0 } });
    expect(answerEvents(parsed("rest: in order\nwalkedAt: 2026-05-15 09:50", handover), handover, by)[0]).toEqual({
      type: "restInOrder",
      positions: [1, 2, 3, 4],
    });
    expect(answerEvents(parsed("rest: still out\nanswer: {all: left}"), blank, by)[0]).toEqual({
      type: "restStillOut",
      positions: [1, 2, 3, 4],
    });
  });
});
