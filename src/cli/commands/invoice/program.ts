import type { Declarations } from "../../program.ts";
import { declareAsk } from "./ask.ts";
import { declareConcede } from "./concede.ts";
import { declareCorrect } from "./correct.ts";
import { declareCredit } from "./credit.ts";
import { declareExplain } from "./explain.ts";
import { declareExport } from "./export.ts";
import { declareHolds } from "./holds.ts";
import { declareIssue } from "./issue.ts";
import { declareList } from "./list.ts";
import { declarePay } from "./pay.ts";
import { declarePrint } from "./print.ts";
import { declareReduce } from "./reduce.ts";
import { declareRefunds } from "./refunds.ts";
import { declareRemind } from "./remind.ts";
import { declareSend } from "./send.ts";
import { declareShow } from "./show.ts";
import { declareSimulate } from "./simulate.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: Declarations = {
  "": declareIssue,
  list: declareList,
  show: declareShow,
  send: declareSend,
  print: declarePrint,
  pay: declarePay,
  export: declareExport,
  remind: declareRemind,
  explain: declareExplain,
  simulate: declareSimulate,
  concede: declareConcede,
  ask: declareAsk,
  reduce: declareReduce,
  correct: declareCorrect,
  credit: declareCredit,
  refunds: declareRefunds,
  holds: declareHolds,
};
