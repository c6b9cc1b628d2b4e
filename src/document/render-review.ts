/** The month's page for the coffee table: what went well stands first, what did not is said as a fact with what it taught; no customer is named. */
import type { Firm } from "../invoice/billing.ts";
import type { Day } from "../kernel/dates.ts";
import { type Language, plain } from "../kernel/text.ts";
import { formatDay, formatMoney } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";
import type { MonthReview } from "../people/month-review.ts";
import type { DocumentAssets } from "./assets.ts";
import { paintFoot } from "./letterhead.ts";
import { PAGE, STYLE } from "./look.ts";
import { type Branch, type Group, group, type Row } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";
import { heading, paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";

export interface ReviewValues {
  readonly review: MonthReview;
  /** Staff names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly firm: Firm;
  readonly desk: string;
  readonly language: Language;
  readonly day: Day;
}

/** So many of each: the page is one page. */
const MOST = { lessons: 6, missed: 5, clauses: 5, thanks: 4 } as const;
const LONGEST_QUOTE = 160;

interface Page extends ReviewValues {
  readonly pen: Pen;
  readonly body: Branch;
  readonly t: Messages;
}

const quoted = (text: string): string => {
  const one = plain(text).replace(/\s+/gu, " ").trim();
  return one.length > LONGEST_QUOTE ? `${[...one].slice(0, LONGEST_QUOTE).join("").trimEnd()}…` : one;
};

/** Sets the page. The same values and assets give the same bytes. */
export function renderReview(values: ReviewValues, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages: t } = assets;
  const { firm, language, day, review, desk } = values;
  const title = t("review.title", { month: monthName(t, review.month) });
  return renderSheet({ title: `${title} · ${desk}`, author: firm.name, language, day }, assets, (pen, body) => {
    const page: Page = { ...values, pen, body, t };
    const subtitle = t("review.subtitle", { desk: plain(desk), count: review.returns.count, clean: review.returns.clean });
    return {
      firstTop: PAGE.top,
      groups: [
        group([
          ...paragraph(pen, title, STYLE.title, body, { tag: "H1" }),
          ...paragraph(pen, subtitle, STYLE.body, body, { gap: 4, width: WIDE }),
        ]),
        ...sections(page),
      ],
      head: () => undefined,
      foot: (to, number, pages) => paintFoot(to, firm, t, number, pages, null),
    };
  });
}

const WIDE: number = PAGE.width - PAGE.left - PAGE.right;

const monthName = (t: Messages, month: string): string => {
  const [year = "", number = ""] = month.split("-");
  return t("review.month", { month: number, year });
};

function sections(page: Page): Group[] {
  const { t } = page;
  return [
    { key: "review.thanks.heading", lines: thanksLines(page) },
    { key: "review.promises.heading", lines: promiseLines(page) },
    { key: "review.best.heading", lines: bestLines(page) },
    { key: "review.taught.heading", lines: taughtLines(page) },
    { key: "review.disputed.heading", lines: disputedLines(page) },
    { key: "review.given.heading", lines: givenLines(page) },
  ]
    .filter(({ lines }) => lines.length > 0)
    .map(({ key, lines }) => group([...heading(page.pen, t(key), page.body), ...lines.flatMap((line) => textRow(page, line))]));
}

const textRow = ({ pen, body }: Page, line: string): Row[] => paragraph(pen, line, STYLE.body, body, { gap: 3, width: WIDE });

function thanksLines({ t, review }: Page): string[] {
  const { count, said } = review.thanks;
  return [
    t("review.thanks.count", { count }),
    ...said.slice(0, MOST.thanks).map((words) => t("review.thanks.said", { words: quoted(words) })),
  ];
}

function promiseLines({ t, review, language }: Page): string[] {
  const { answers, promises } = review;
  const missed = [
    ...answers.missed.map(({ case: of, due }) => t("review.promises.late", { case: of, day: formatDay(due, language) })),
    ...promises.missed.map(({ promise, remedy, due, words }) =>
      t("review.promises.missed", {
        promise,
        remedy,
        day: formatDay(due, language),
        said: words === null ? "no" : "yes",
        words: quoted(words ?? ""),
      }),
    ),
  ];
  return [
    t("review.promises.answers", { kept: answers.kept, missed: answers.missed.length }),
    t("review.promises.others", { kept: promises.kept, missed: promises.missed.length }),
    ...missed.slice(0, MOST.missed),
    ...more(t, missed.length - MOST.missed),
  ];
}

const more = (t: Messages, count: number): string[] => (count > 0 ? [t("review.more", { count })] : []);

function bestLines({ t, review, names }: Page): string[] {
  if (review.best === null) return [];
  const { case: of, owner, minutes, learnt } = review.best;
  const hours = Math.max(1, Math.round(minutes / 60));
  return [t("review.best.said", { case: of, name: plain(names.get(owner) ?? owner), hours }), ...(learnt === null ? [] : [quoted(learnt)])];
}

function taughtLines({ t, review }: Page): string[] {
  const lines = review.taught.map(({ case: of, lesson, learnt }) =>
    t("review.taught.said", {
      case: of,
      changed: lesson.changed,
      name: plain(lesson.name ?? ""),
      said: learnt === null ? "no" : "yes",
      words: quoted(learnt ?? ""),
    }),
  );
  return lines.length === 0 ? [t("review.taught.none")] : [...lines.slice(0, MOST.lessons), ...more(t, lines.length - MOST.lessons)];
}

function disputedLines({ t, review }: Page): string[] {
  if (review.disputed.length === 0) return [t("review.disputed.none")];
  return review.disputed.slice(0, MOST.clauses).map(({ clause, count }) => t("review.disputed.clause", { clause, count }));
}

function givenLines({ t, review, language }: Page): string[] {
  if (review.concessions.length === 0) return [t("review.given.none")];
  return review.concessions.map(({ reason, count, given }) =>
    t("review.given.reason", { reason, count, sum: formatMoney(given, language) }),
  );
}
