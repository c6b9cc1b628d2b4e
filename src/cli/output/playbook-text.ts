/** The hard moments at the desk: what can be said, what never helps, whom to call, and when the rest goes by letter. */
import type { HowItWent } from "../../inspection/how-it-went.ts";
import { type Language, plain, type StaffLanguage } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import type { StaffMember } from "../../people/staff.ts";
import { wentWellText } from "./went-well-text.ts";

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
  readonly language: Language;
  readonly own: Messages;
  readonly ownLanguage: StaffLanguage;
  /** Who can be called now. */
  readonly leads: readonly Pick<StaffMember, "name" | "phone">[];
}

/** `Mira Salo, +358 40 123 4567`. */
const named = ({ name, phone }: Pick<StaffMember, "name" | "phone">): string => plain(phone === null ? name : `${name}, ${phone}`);

/** @param went what the walk at hand has found: then an answer about it is made of that; null: in general. */
export function playOf(moment: HardMoment, texts: PlaybookTexts, went: HowItWent | null = null): Play {
  const { t, customer, language, own, ownLanguage, leads } = texts;
  const key = `playbook.${moment}`;
  const said = (messages: Messages, of: Language): string => (went === null ? messages(`${key}.aloud`) : wentWellText(went, messages, of));
  const [aloud, meaning] = [said(customer, language), said(own, ownLanguage)];
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
