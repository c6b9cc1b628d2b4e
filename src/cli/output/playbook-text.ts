/** The hard moments at the desk: what can be said, what never helps, whom to call, and when the rest goes by letter. */
import { plain } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import type { StaffMember } from "../../people/staff.ts";

/** Texts are `playbook.<moment>.*`: `aloud` for customers, the others for staff. */
export const HARD_MOMENTS = ["denies", "haggles", "shouts", "willNotLook", "wentWell", "before", "hurries"] as const;
export type HardMoment = (typeof HARD_MOMENTS)[number];

/** A moment as texts, in the order they are read. */
export interface Play {
  readonly title: string;
  /** In the customer's language. */
  readonly aloud: string;
  /** The same for who says it; null where both speak one language. */
  readonly meaning: string | null;
  readonly never: string;
  readonly call: string;
  readonly letter: string;
}

export interface PlaybookTexts {
  readonly t: Messages;
  /** The customer's texts, and the same texts in the language of the staff. */
  readonly customer: Messages;
  readonly own: Messages;
  /** Who can be called now. */
  readonly leads: readonly Pick<StaffMember, "name" | "phone">[];
}

/** `Mira Salo, +358 40 123 4567`. */
const named = ({ name, phone }: Pick<StaffMember, "name" | "phone">): string => plain(phone === null ? name : `${name}, ${phone}`);

export function playOf(moment: HardMoment, { t, customer, own, leads }: PlaybookTexts): Play {
  const key = `playbook.${moment}`;
  const [aloud, meaning] = [customer(`${key}.aloud`), own(`${key}.aloud`)];
  const who = leads.length === 0 ? t("playbook.nobody") : t("playbook.leads", { leads: leads.map(named).join("; ") });
  return {
    title: t(`${key}.title`),
    aloud,
    meaning: aloud === meaning ? null : meaning,
    never: t(`${key}.never`),
    call: `${t(`${key}.call`)} ${who}`,
    letter: t(`${key}.letter`),
  };
}
