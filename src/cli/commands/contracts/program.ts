import type { Declarations } from "../../program.ts";
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
import { declareTray } from "./tray.ts";
import { declareVerify } from "./verify.ts";
import { declareWatch } from "./watch.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: Declarations = {
  add: declareAdd,
  form: declareForm,
  prices: declarePrices,
  archive: declareArchive,
  import: declareImport,
  watch: declareWatch,
  tray: declareTray,
  list: declareList,
  find: declareFind,
  show: declareShow,
  copy: declareCopy,
  verify: declareVerify,
  export: declareExport,
  expire: declareExpire,
  terms: declareTerms,
  schema: declareSchema,
};
