import type { Declare } from "../../program.ts";
import { declareAdd } from "./add.ts";
import { declareArchive } from "./archive.ts";
import { declareCopy } from "./copy.ts";
import { declareExpire } from "./expire.ts";
import { declareExport } from "./export.ts";
import { declareFind } from "./find.ts";
import { declareForm } from "./form.ts";
import { declareImport } from "./import.ts";
import { declareList } from "./list.ts";
import { declarePrices } from "./prices.ts";
import { declareSchema } from "./schema.ts";
import { declareShow } from "./show.ts";
import { declareTerms } from "./terms.ts";
import { declareTermsTry } from "./terms-try.ts";
import { declareTray } from "./tray.ts";
import { declareVerify } from "./verify.ts";
import { declareWatch } from "./watch.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: readonly Declare[] = [
  declareAdd,
  declareForm,
  declarePrices,
  declareArchive,
  declareImport,
  declareWatch,
  declareTray,
  declareList,
  declareFind,
  declareShow,
  declareCopy,
  declareVerify,
  declareExport,
  declareExpire,
  declareTerms,
  declareTermsTry,
  declareSchema,
];
