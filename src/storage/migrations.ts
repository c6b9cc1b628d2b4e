/** Every shape the database has had, in order. Forward only: what is here is never edited, only added to. */

import type { Migration } from "./migrate.ts";
import { foundation } from "./migrations/0001-foundation.ts";
import { creditNotes } from "./migrations/0002-credit-notes.ts";
import { deliveries } from "./migrations/0003-deliveries.ts";
import { payments } from "./migrations/0004-payments.ts";
import { refunds } from "./migrations/0005-refunds.ts";
import { eInvoices } from "./migrations/0006-e-invoices.ts";
import { reminders } from "./migrations/0007-reminders.ts";
import { cardHolds } from "./migrations/0008-card-holds.ts";
import { seals } from "./migrations/0009-seals.ts";
import { retention } from "./migrations/0011-retention.ts";
import { incoming } from "./migrations/0012-incoming.ts";
import { lateFindings } from "./migrations/0015-late-findings.ts";
import { concessions } from "./migrations/0016-concessions.ts";
import { cases } from "./migrations/0017-cases.ts";
import { promises } from "./migrations/0019-promises.ts";
import { people } from "./migrations/0020-people.ts";
import { forgetting } from "./migrations/0022-forgetting.ts";

export const MIGRATIONS: readonly Migration[] = [
  foundation,
  creditNotes,
  deliveries,
  payments,
  refunds,
  eInvoices,
  reminders,
  cardHolds,
  seals,
  retention,
  incoming,
  lateFindings,
  concessions,
  cases,
  promises,
  people,
  forgetting,
];
