import type { Declarations } from "../../program.ts";
import { declareAmend } from "./amend.ts";
import { declareFault } from "./fault.ts";
import { declareHandover } from "./handover.ts";
import { declareList } from "./list.ts";
import { declareNotify } from "./notify.ts";
import { declareRecord } from "./record.ts";
import { declareRelease } from "./release.ts";
import { declareSettle } from "./settle.ts";
import { declareShow } from "./show.ts";
import { declareWalk } from "./walk.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: Declarations = {
  "": declareWalk,
  handover: declareHandover,
  list: declareList,
  show: declareShow,
  amend: declareAmend,
  notify: declareNotify,
  fault: declareFault,
  release: declareRelease,
  settle: declareSettle,
  record: declareRecord,
};
