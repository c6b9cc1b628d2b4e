/** What comes of a notice, by the day on which it leaves. */
import { expect, test } from "vitest";
import { effectOf } from "../../src/inspection/notice.ts";
import type { Day } from "../../src/kernel/dates.ts";

test("on the last day it is still in time; where no notice makes a difference it never is", () => {
  const last = "2026-05-22" as Day;
  expect([effectOf(last, last), effectOf(last, "2026-05-23" as Day), effectOf(null, last)]).toEqual(["inTime", "late", "never"]);
});
