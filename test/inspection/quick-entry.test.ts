import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FINDING_TYPES, type FindingType, SEVERITIES } from "../../src/contract/terms.ts";
import { type FindingDraft, parseQuickEntry, type QuickEntry, type QuickEntrySetting } from "../../src/inspection/quick-entry.ts";
import { QUICK_ENTRY_WORDS } from "../../src/inspection/quick-entry-words.ts";
import { nameOf } from "../../src/inspection/recognise-word.ts";
import { LONGEST_TEXT } from "../../src/kernel/text.ts";
import { buildCounts } from "./build-walk.ts";

const read = (text: string, differs: Partial<QuickEntrySetting> = {}) => parseQuickEntry(text, { out: 60, language: "en", ...differs });

const understood = (text: string, differs: Partial<QuickEntrySetting> = {}): QuickEntry => {
  const entry = read(text, differs);
  if (!entry.ok) throw new Error(entry.problems.map((problem) => problem.code).join("; "));
  return entry.value;
};

const refused = (text: string, differs: Partial<QuickEntrySetting> = {}) => {
  const entry = read(text, differs);
  return entry.ok ? [] : entry.problems.map(({ code, values }) => ({ code, values }));
};
const codes = (text: string, differs: Partial<QuickEntrySetting> = {}) => refused(text, differs).map((problem) => problem.code);

const draft = (type: FindingType, differs: Partial<FindingDraft> = {}): FindingDraft => ({
  type,
  severity: null,
  sizeMm: null,
  marks: null,
  part: null,
  ...differs,
});

const fi = { language: "fi" } as const;

describe("what clerks type", () => {
  const threeCrackedTwoMissing = {
    counts: buildCounts({ ok: 55, damaged: 3, missing: 2 }),
    groups: [{ count: 3, findings: [draft("cracked")] }],
  };

  test.each([
    ["3 cracked, 2 missing", "en"],
    ["3 halki, 2 puuttuu", "fi"],
    ["3 halki 2 puut", "fi"],
    ["3 säröillä; 2 kateissa", "fi"],
    ["3 saroilla ja 2 puuttuu", "fi"],
    ["3 crakced and 2 mising", "en"],
    ["3x cracked + 2 pcs missing", "en"],
    ["Three Cracked, two lost.", "en"],
    ["kolme halki kaksi hukassa", "fi"],
    ["2 missing / 3 cracks", "en"],
    ["3 cracked\n2 missing", "en"],
    ["3 halki, 2 puuttuu", "en"],
    ["3 cracked, 2 missing", "fi"],
    ["3 halk, 2 puutt", "fi"],
    ["3 cracked - 2 missing, rest ok", "en"],
    ["3 cracked, 2 missing, 55 fine, 0 broken", "en"],
  ] as const)("%s", (text, language) => {
    expect(understood(text, { language })).toEqual(threeCrackedTwoMissing);
  });

  test.each([
    ["1 scratched 20mm severe", "en", { damaged: 1 }, [{ count: 1, findings: [draft("scratched", { severity: "severe", sizeMm: 20 })] }]],
    ["1 scrached minor", "en", { damaged: 1 }, [{ count: 1, findings: [draft("scratched", { severity: "minor" })] }]],
    ["1 burn mark 2 cm", "en", { damaged: 1 }, [{ count: 1, findings: [draft("burnt", { sizeMm: 20 })] }]],
    ["2 scratches 20 mm each", "en", { damaged: 2 }, [{ count: 2, findings: [draft("scratched", { sizeMm: 20 })] }]],
    ["3 crckd 2 mssng", "en", { damaged: 3, missing: 2 }, [{ count: 3, findings: [draft("cracked")] }]],
    ["4 drty", "en", { dirty: 4 }, []],
    ["3 not clean", "en", { dirty: 3 }, []],
    ["all ok but 2 missing", "en", { missing: 2 }, []],
    ["none missing, 1 brok", "en", { damaged: 1 }, [{ count: 1, findings: [draft("broken")] }]],
    ["10 later", "en", { stillOut: 10 }, []],
    ["2 rikki vak", "fi", { damaged: 2 }, [{ count: 2, findings: [draft("broken", { severity: "severe" })] }]],
    ["1 naarmu 3cm", "fi", { damaged: 1 }, [{ count: 1, findings: [draft("scratched", { sizeMm: 30 })] }]],
    ["1 kolhiintunut väh", "fi", { damaged: 1 }, [{ count: 1, findings: [draft("dented", { severity: "minor" })] }]],
    ["1 lommo koht", "fi", { damaged: 1 }, [{ count: 1, findings: [draft("dented", { severity: "moderate" })] }]],
    ["1 halennut", "fi", { damaged: 1 }, [{ count: 1, findings: [draft("cracked")] }]],
    ["1 mennyt rikki", "fi", { damaged: 1 }, [{ count: 1, findings: [draft("broken")] }]],
    ["4 likasta", "fi", { dirty: 4 }, []],
    ["kaks puuttuu", "fi", { missing: 2 }, []],
    ["kaikki ok paitsi 2 hukassa", "fi", { missing: 2 }, []],
    ["3 tulee huomenna", "fi", { stillOut: 3 }, []],
    ["2 likaset, kaikki muut kunnossa", "fi", { dirty: 2 }, []],
  ] as const)("%s (%s)", (text, language, counts, groups) => {
    const { damaged = 0, missing = 0, stillOut = 0 } = counts as { damaged?: number; missing?: number; stillOut?: number };
    expect(understood(text, { language })).toEqual({ counts: buildCounts({ ok: 60 - damaged - missing - stillOut, ...counts }), groups });
  });

  test("everything in order is one word", () => {
    for (const text of ["ok", "all in order", "kaikki kunnossa", "the rest is fine"]) {
      expect(understood(text)).toEqual({ counts: buildCounts(), groups: [] });
    }
  });

  test("severity, size and marks belong to the finding beside them", () => {
    const severe = { count: 2, findings: [draft("scratched", { severity: "severe", sizeMm: 20 })] };
    for (const text of ["2 severe scratches 20mm", "2 scratches, 20 mm, severe", "2 naarmua 2 cm vakava", "2 scr sev 2,0cm"]) {
      expect(understood(text).groups).toEqual([severe]);
    }
    expect(understood("1 scratched 3 marks 2.5 cm, 1 torn 4 jälkeä").groups).toEqual([
      { count: 1, findings: [draft("scratched", { marks: 3, sizeMm: 25 })] },
      { count: 1, findings: [draft("torn", { marks: 4 })] },
    ]);
  });

  test("one unit can have several findings", () => {
    expect(understood("3 cracked and severely scratched 40mm").groups).toEqual([
      { count: 3, findings: [draft("cracked"), draft("scratched", { severity: "severe", sizeMm: 40 })] },
    ]);
  });

  test("dirty stands apart from damage", () => {
    expect(understood("1 likainen", fi)).toEqual({ counts: buildCounts({ dirty: 1 }), groups: [] });
    expect(understood("3 cracked and dirty").counts).toEqual(buildCounts({ ok: 57, damaged: 3, dirty: 3 }));
    expect(understood("all dirty").counts).toEqual(buildCounts({ dirty: 60 }));
  });

  test("still out is not missing", () => {
    for (const text of ["4 still out", "4 vielä vuokralla", "4 still-out", "4 ulkona"]) {
      expect(understood(text).counts).toEqual(buildCounts({ ok: 56, stillOut: 4 }));
    }
    expect(codes("4 not returned")).toEqual(["ambiguous"]);
    expect(codes("4 palauttamatta", fi)).toEqual(["ambiguous"]);
  });

  test("all and the rest are counted from what is out", () => {
    expect(understood("all missing").counts).toEqual(buildCounts({ ok: 0, missing: 60 }));
    expect(understood("loput puuttuu, 2 halki, 1 likainen", fi).counts).toEqual(buildCounts({ ok: 0, damaged: 2, missing: 58, dirty: 1 }));
    expect(understood("60 ok, rest missing").counts).toEqual(buildCounts());
  });

  test("one unit needs no count", () => {
    expect(understood("cracked", { out: 1 }).counts).toEqual(buildCounts({ ok: 0, damaged: 1 }));
    expect(codes("cracked")).toEqual(["how-many"]);
  });

  test("what was declared missing may turn up", () => {
    expect(understood("2 found, 1 cracked", { out: 4, missingBefore: 2 }).counts).toEqual(buildCounts({ ok: 5, damaged: 1, found: 2 }));
    expect(understood("2 löytyi", { out: 0, missingBefore: 2, ...fi }).counts).toEqual(buildCounts({ ok: 2, found: 2 }));
    expect(codes("2 found")).toEqual(["found-too-many"]);
  });

  test("parts are missing or damaged on their own", () => {
    const parts = ["lid", "drip tray"];
    expect(understood("2 lids missing, 1 lid cracked", { parts })).toEqual({
      counts: buildCounts({ ok: 59, damaged: 1, missingParts: { lid: 2 } }),
      groups: [{ count: 1, findings: [draft("cracked", { part: "lid" })] }],
    });
    expect(codes("2 lids dirty", { parts })).toEqual(["part"]);
    expect(codes("2 lids", { parts })).toEqual(["of-what"]);
    expect(codes("2 lids missing, 1 lid missing", { parts })).toEqual(["said-twice"]);
    expect(understood("3 ok, rest missing, 2 lids missing", { parts, out: 5 }).counts).toEqual(
      buildCounts({ ok: 3, missing: 2, missingParts: { lid: 2 } }),
    );
  });
});

describe("what is refused", () => {
  test("ambiguous words come with what they could mean, never with a guess", () => {
    expect(refused("3 chipped")).toEqual([{ code: "ambiguous", values: { text: "chipped", candidates: "cracked, broken" } }]);
    expect(refused("3 lohjennut", fi)).toEqual([{ code: "ambiguous", values: { text: "lohjennut", candidates: "säröillä, rikki" } }]);
    expect(refused("3 bad scratches")).toEqual([{ code: "ambiguous", values: { text: "bad", candidates: "moderate, severe" } }]);
    expect(refused("3 sc")).toEqual([{ code: "ambiguous", values: { text: "sc", candidates: "scratched, burnt, stained" } }]);
    expect(codes("3 p", fi)).toEqual(["did-you-mean"]);
    for (const text of ["5 so", "1 scuffed", "1 hole", "2 greasy", "2 badly cracked"]) expect(codes(text)).toEqual(["ambiguous"]);
    for (const text of ["1 reikä", "2 pahasti rikki", "1 pikku naarmu", "3 jää", "1 pinttynyt"])
      expect(codes(text, fi)).toEqual(["ambiguous"]);
  });

  test("unknown words come with the nearest ones", () => {
    expect(refused("3 scratchheeed")).toEqual([{ code: "did-you-mean", values: { text: "scratchheeed", candidates: "scratched" } }]);
    expect(refused("3 zebra, 2 wombats, 1 €")).toEqual([
      { code: "not-understood", values: { text: "zebra" } },
      { code: "not-understood", values: { text: "wombats" } },
      { code: "not-understood", values: { text: "€" } },
    ]);
  });

  test.each([
    ["", "nothing-typed"],
    ["  ,, ;", "nothing-typed"],
    ["and", "nothing-typed"],
    ["3", "of-what"],
    ["3 severe", "of-what"],
    ["3 cracked, scratched", "how-many"],
    ["3 cracked scratched", "join-or-count"],
    ["3 severe minor cracks", "join-or-count"],
    ["2 missing, 1 missing", "said-twice"],
    ["3 missing and cracked", "conflict"],
    ["3 still out and dirty", "conflict"],
    ["3 severe missing", "describes-nothing"],
    ["3 missing 20 mm", "describes-nothing"],
    ["2 scratched marks", "marks"],
    ["2 scratched 0 marks", "marks"],
    ["2 scratched 2.5 marks", "marks"],
    ["2 scratched 2.55 cm", "size"],
    ["2 scratched 0 mm", "size"],
    ["2 scratched 99999 mm", "size"],
    ["-3 cracked", "negative"],
    ["2.5 cracked", "not-whole"],
    ["3,2 cracked", "not-whole"],
    ["99999999999999999999 cracked", "too-many"],
    ["61 cracked", "more-than-out"],
    ["40 cracked, 40 missing", "not-the-sum"],
    ["59 ok, 2 cracked", "not-the-sum"],
    ["60 missing, 1 dirty", "dirty-too-many"],
    [`${"3 cracked ".repeat(LONGEST_TEXT / 5)}`, "entry-too-long"],
  ])("%.40s: %s", (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test("at a hand-over nothing is still out", () => {
    expect(codes("3 still out", { kind: "handover" })).toEqual(["still-out-at-handover"]);
    expect(understood("3 missing", { kind: "handover" }).counts).toEqual(buildCounts({ ok: 57, missing: 3 }));
  });

  test("control characters change nothing", () => {
    expect(understood("3 cra\u0000cked\u001b, 2 missing")).toEqual(understood("3 cracked, 2 missing"));
  });
});

describe("any entry", () => {
  const group = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    type: fc.constantFrom(...FINDING_TYPES),
    severity: fc.option(fc.constantFrom(...SEVERITIES)),
    sizeMm: fc.option(fc.integer({ min: 1, max: 10_000 })),
  });
  const spoken = fc.record({
    groups: fc.array(group, { maxLength: 4 }),
    missing: fc.integer({ min: 0, max: 9 }),
    stillOut: fc.integer({ min: 0, max: 9 }),
    dirty: fc.integer({ min: 0, max: 5 }),
    language: fc.constantFrom("fi" as const, "en" as const),
  });

  test("reads back as it was meant", () => {
    fc.assert(
      fc.property(spoken, ({ groups, missing, stillOut, dirty, language }) => {
        const word = (meaning: Parameters<typeof nameOf>[0]): string => nameOf(meaning, language);
        const items = [
          ...groups.map(({ count, type, severity, sizeMm }) =>
            [count, severity && word(severity), word(type), sizeMm && `${sizeMm} mm`].filter(Boolean).join(" "),
          ),
          `${missing} ${word("missing")}`,
          `${stillOut} ${word("stillOut")}`,
          `${dirty} ${word("dirty")}`,
        ];
        const damaged = groups.reduce((sum, one) => sum + one.count, 0);
        expect(understood(items.join(", "), { language })).toEqual({
          counts: buildCounts({ ok: 60 - damaged - missing - stillOut, damaged, missing, stillOut, dirty }),
          groups: groups.map(({ count, type, severity, sizeMm }) => ({ count, findings: [draft(type, { severity, sizeMm })] })),
        });
      }),
    );
  });

  test("is understood with counts that add up, or refused; it never throws", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "3",
        "cracked",
        "halki",
        ",",
        "and",
        "missing",
        "all",
        "rest",
        "ok",
        "20mm",
        "severe",
        "dirty",
        "marks",
        "lid",
        "found",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 0, max: 90 }), (pieces, out) => {
        const entry = read(pieces.join(" "), { out, parts: ["lid"], missingBefore: 3 });
        if (!entry.ok) return entry.problems.length > 0;
        const { ok, damaged, missing, stillOut, found } = entry.value.counts;
        return ok + damaged + missing + stillOut === out + found && damaged === entry.value.groups.reduce((sum, one) => sum + one.count, 0);
      }),
      { numRuns: 500 },
    );
  });

  test("never speaks of more units than are out, in any words of the tables, cut short or mistyped", () => {
    const words = [QUICK_ENTRY_WORDS.en, QUICK_ENTRY_WORDS.fi].flatMap((table) => [
      ...Object.values(table.words).flat(),
      ...Object.keys(table.ambiguous),
      ...Object.keys(table.numbers),
    ]);
    const mangled = fc.tuple(fc.constantFrom(...words), fc.constantFrom("whole", "cut", "swapped"), fc.nat(12)).map(([word, how, at]) => {
      if (how === "cut") return word.slice(0, Math.max(2, word.length - 1 - (at % 4)));
      return how === "whole" ? word : word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2);
    });
    const piece = fc.oneof(fc.integer({ min: 0, max: 200 }).map(String), mangled, fc.constantFrom(",", "20mm", "3 cm", "+"));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.nat(90),
        fc.constantFrom("fi" as const, "en" as const),
        (pieces, out, language) => {
          const entry = read(pieces.join(" "), { out, language });
          if (!entry.ok) return entry.problems.length > 0;
          const { ok, damaged, missing, stillOut, dirty } = entry.value.counts;
          return ok + damaged + missing + stillOut === out && dirty <= out && [ok, damaged, missing, stillOut].every((count) => count >= 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
