import type { Declarations, Declare } from "../../program.ts";
import { declareApprovals } from "./approvals.ts";
import { declareBackup } from "./backup.ts";
import { declareBooks } from "./books.ts";
import { declareCases } from "./cases.ts";
import { declareCheck } from "./check.ts";
import { declareCustomers } from "./customers.ts";
import { declareDemo } from "./demo.ts";
import { declareDoctor } from "./doctor.ts";
import { declareFeedback } from "./feedback.ts";
import { declareInit } from "./init.ts";
import { declareJournal } from "./journal.ts";
import { declareMail } from "./mail.ts";
import { declarePlaybook } from "./playbook.ts";
import { declarePromises } from "./promises.ts";
import { declareRestore } from "./restore.ts";
import { declareReview } from "./review.ts";
import { declareStaff } from "./staff.ts";
import { declareToday } from "./today.ts";

/** Summaries only: `main` runs `desk inspect …` as the program `inspect` itself. */
const declareUmbrella: Declare = (program, cli) => {
  for (const name of ["inspect", "invoice", "contracts"]) program.command(name).description(cli.help(`${name}.summary`));
};

/** The program's commands, in the order its help lists them. */
export const declarations: Declarations = {
  "": declareUmbrella,
  init: declareInit,
  staff: declareStaff,
  cases: declareCases,
  promises: declarePromises,
  approvals: declareApprovals,
  today: declareToday,
  customers: declareCustomers,
  feedback: declareFeedback,
  playbook: declarePlaybook,
  mail: declareMail,
  review: declareReview,
  books: declareBooks,
  check: declareCheck,
  journal: declareJournal,
  doctor: declareDoctor,
  backup: declareBackup,
  restore: declareRestore,
  demo: declareDemo,
};
