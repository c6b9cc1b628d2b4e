/** The firm's own details, checked as strictly as a contract's: what they say is printed on every bill. */
import { isAbsolute, resolve } from "node:path";
import { FinnishBusinessIds } from "finnish-business-ids";
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";
import type { EInvoiceRoute } from "../contract/contract.ts";
import { readElectronicAddress, readOperatorId } from "../contract/reading/electronic-address.ts";
import { failed, ok, type Problem, type Result } from "../kernel/result.ts";
import { plain } from "../kernel/text.ts";
import type { Settings } from "./ports.ts";

/** What `desk init` asks, in this order. Names are those of the flags and of the set-up file. */
export const SET_UP_FIELDS = [
  "name",
  "street",
  "postalCode",
  "city",
  "country",
  "businessId",
  "vatId",
  "iban",
  "bic",
  "phone",
  "email",
  "eInvoiceAddress",
  "eInvoiceOperator",
  "logo",
  "language",
  "desk",
  "zone",
  "data",
  "mirror",
  "phoneAddress",
  "photoInbox",
  "owner",
] as const;
export type SetUpField = (typeof SET_UP_FIELDS)[number];
export type SetUpAnswers = Readonly<Partial<Record<SetUpField, string>>>;

/** Longer would not fit a letterhead. */
const LONGEST_NAME = 200;

const OPTIONAL: ReadonlySet<SetUpField> = new Set([
  "vatId",
  "bic",
  "eInvoiceAddress",
  "eInvoiceOperator",
  "logo",
  "mirror",
  "phoneAddress",
  "photoInbox",
]);
export const isOptional = (field: SetUpField): boolean => OPTIONAL.has(field);

/** What most desks never need is said by a flag or in the file, and not asked. */
const UNASKED: ReadonlySet<SetUpField> = new Set(["phoneAddress", "photoInbox"]);
export const isAsked = (field: SetUpField): boolean => !UNASKED.has(field);

/** One address of one machine; `0.0.0.0` would be every network it is in. */
const isOneAddress = (text: string): boolean => z.ipv4().safeParse(text).success && !text.startsWith("0.");

/** What an empty answer means, from what is known so far; null where there is no sensible default. */
export function presetOf(field: SetUpField, answers: SetUpAnswers, home: string): string | null {
  if (field === "country") return "FI";
  if (field === "language") return "fi";
  if (field === "zone") return "Europe/Helsinki";
  if (field === "desk") return answers.city ?? null;
  if (field === "data") return home;
  if (field === "vatId" && answers.businessId) return `FI${answers.businessId.replace("-", "")}`;
  return null;
}

/**
 * What a set-up desk answers for itself when it is set up anew: all but its logo and its people. An empty text means none.
 * @returns without `vatId` where it follows from the business id, so that it follows a new one too.
 */
export function answersOf({ firm, language, desk, zone, data, mirror, phoneAddress, photoInbox }: Settings): SetUpAnswers {
  const { name, address, businessId, iban, phone, email } = firm;
  const derived = firm.vatId === presetOf("vatId", { businessId }, data);
  const vatId = derived ? {} : { vatId: firm.vatId ?? "" };
  return {
    name,
    ...address,
    businessId,
    ...vatId,
    iban,
    bic: firm.bic ?? "",
    phone,
    email,
    eInvoiceAddress: addressText(firm.eInvoice),
    eInvoiceOperator: firm.eInvoice?.operator ?? "",
    language,
    desk,
    zone,
    data,
    mirror: mirror ?? "",
    phoneAddress: phoneAddress ?? "",
    photoInbox: photoInbox ?? "",
  };
}

/** As {@link readElectronicAddress} reads it; empty where it follows from the business id. */
function addressText(route: EInvoiceRoute | null): string {
  const address = route?.address ?? null;
  if (address === null) return "";
  return address.scheme === null ? address.id : `${address.scheme}:${address.id}`;
}

/** Null where nothing was answered: the address follows from the business id, and no operator is named. */
function routeFrom(address: string | null, operator: string | null): EInvoiceRoute | null {
  if (address === null && operator === null) return null;
  const [read, id] = [address && readElectronicAddress(address), operator && readOperatorId(operator)];
  return { address: read && "value" in read ? read.value : null, operator: id && "value" in id ? id.value : null };
}

const isZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }) !== null;
  } catch {
    return false;
  }
};

/** What is wrong with one answer, as the key of a staff message `desk.init.wrong.<key>`; null when it will do. */
export function wrongAnswer(field: SetUpField, given: string): string | null {
  const text = given.trim();
  if (text === "") return isOptional(field) ? null : "missing";
  if (text.length > LONGEST_NAME) return "long";
  if (plain(text) !== text.normalize("NFC")) return "controls";
  switch (field) {
    case "businessId":
      return FinnishBusinessIds.isValidBusinessId(text) ? null : "businessId";
    case "vatId":
      return FinnishBusinessIds.isValidVatNumber(text) ? null : "vatId";
    case "iban":
      return isValidIBAN(electronicFormatIBAN(text) ?? "") ? null : "iban";
    case "bic":
      return isValidBIC(text) ? null : "bic";
    case "email":
      return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(text) ? null : "email";
    case "eInvoiceAddress":
      return "value" in readElectronicAddress(text) ? null : "eInvoiceAddress";
    case "eInvoiceOperator":
      return "value" in readOperatorId(text) ? null : "eInvoiceOperator";
    case "phone":
      return /^\+?[\d ()-]{5,25}$/u.test(text) ? null : "phone";
    case "country":
      return /^[A-Z]{2}$/u.test(text) ? null : "country";
    case "language":
      return text === "fi" || text === "en" ? null : "language";
    case "zone":
      return isZone(text) ? null : "zone";
    case "phoneAddress":
      return isOneAddress(text) ? null : "phoneAddress";
    default:
      return null;
  }
}

export interface SetUp {
  readonly settings: Settings;
  /** Name of the first owner. */
  readonly owner: string;
  /** Path of the logo's file, still to be read; null: none. */
  readonly logo: string | null;
}

/** Every problem at once; `path` names the field, `code` is the message key of {@link wrongAnswer}. */
export function planSetUp(answers: SetUpAnswers, home: string, cwd: string): Result<SetUp> {
  const value = (field: SetUpField): string => (answers[field] ?? presetOf(field, answers, home) ?? "").trim().normalize("NFC");
  const problems: Problem[] = SET_UP_FIELDS.flatMap((field) => {
    const code = wrongAnswer(field, value(field));
    return code === null ? [] : [{ code, values: { given: value(field).slice(0, 60) }, path: field, line: null, column: null }];
  });
  if (problems.length > 0) return failed(problems);
  const orNull = (field: SetUpField): string | null => value(field) || null;
  const folder = (path: string): string => (isAbsolute(path) ? path : resolve(cwd, path));
  const [mirror, phoneAddress, photoInbox] = [orNull("mirror"), orNull("phoneAddress"), orNull("photoInbox")];
  return ok({
    owner: value("owner"),
    logo: orNull("logo") === null ? null : folder(value("logo")),
    settings: {
      schemaVersion: 1,
      firm: {
        name: value("name"),
        address: { street: value("street"), postalCode: value("postalCode"), city: value("city"), country: value("country") },
        businessId: value("businessId"),
        vatId: answers.vatId === "" ? null : orNull("vatId"),
        iban: electronicFormatIBAN(value("iban")) as string,
        bic: orNull("bic"),
        phone: value("phone"),
        email: value("email"),
        logo: null,
        eInvoice: routeFrom(orNull("eInvoiceAddress"), orNull("eInvoiceOperator")),
      },
      desk: value("desk"),
      zone: value("zone"),
      language: value("language") === "en" ? "en" : "fi",
      data: folder(value("data")),
      mirror: mirror === null ? null : folder(mirror),
      ...(phoneAddress === null ? {} : { phoneAddress }),
      ...(photoInbox === null ? {} : { photoInbox: folder(photoInbox) }),
    },
  });
}
