/** What is asked when all lines are answered, and what phones send. */
import { CODE_FOR_PHOTOS, CODE_TO_SIGN } from "../phone-client.ts";
import { AT_ANSWER, AT_CLOSING, AT_EXCEPTIONS, ON_CARD } from "./states.ts";
import { CARD, HOW, step, type WalkQuestion, WHAT } from "./walk-question.ts";

const CUSTOMERS_PHONE = { typed: "enters", on: "phone", shows: "The record is open on the phone" } as const;
const PHONE_SIGNS = { typed: "signs", on: "phone", shows: "has read the record in Swedish" } as const;

export const CLOSING: readonly WalkQuestion[] = [
  {
    name: "answer",
    asks: ["ask-answer askAll"],
    before: AT_ANSWER,
    start: WHAT,
    way: [],
    answer: step("1", "Anything seen"),
    stores: ["answered"],
  },
  {
    name: "answer: own words",
    asks: ["ask-answer typeWords", "ask-answer ownWords"],
    before: AT_ANSWER,
    start: WHAT,
    way: [step("2", "own words"), step("It was like that\r", "Is it as it was said?")],
    answer: step("\r", "Is anything agreed all the same?"),
    stores: ["answered"],
  },
  {
    name: "exceptions: of how many, in which words",
    asks: ["ask-answer askCount"],
    before: AT_EXCEPTIONS,
    start: "Anything seen",
    way: [step("1", "How many units"), step("1\r", "own words"), step("Mine was whole\r", "Is it as it was said?")],
    answer: step("\r", "sees it differently (1 of 2)"),
    stores: ["answered"],
  },
  {
    name: "exceptions: no more",
    asks: ["ask-answer askExceptions"],
    before: AT_EXCEPTIONS,
    start: "Anything seen",
    way: [],
    answer: step("\r", "read back"),
    stores: ["answered"],
  },
  {
    name: "something off is asked for",
    asks: ["ask-ask askAsk"],
    before: AT_EXCEPTIONS,
    start: "Anything seen",
    way: [step("%", "In a few words")],
    answer: step("A fifth\r", "Noted: something off was asked for."),
    stores: ["asked"],
  },
  { name: "read back", asks: ["read-back readBack"], before: AT_CLOSING, start: "read back", way: [], answer: step("\r", HOW), stores: [] },
  {
    name: "acknowledgement and finish",
    asks: ["ask-acknowledgement askAcknowledgement"],
    before: AT_CLOSING,
    start: "read back",
    way: [step("\r", HOW)],
    answer: step("2", "is finished"),
    stores: ["acknowledged", "finished"],
  },
  {
    name: "acknowledgement by name",
    asks: ["ask-acknowledgement askName"],
    before: AT_CLOSING,
    start: "read back",
    way: [step("\r", HOW), step("1", "Name of who acknowledges")],
    answer: step("\r", "is finished"),
    stores: ["acknowledged", "finished"],
  },
  {
    name: "signing by phone",
    asks: ["ask-signed askSigned", "show-code showCode"],
    before: AT_CLOSING,
    start: "read back",
    way: [step("\r", HOW), step("4", CODE_TO_SIGN), CUSTOMERS_PHONE, PHONE_SIGNS],
    answer: step("\r", "is finished"),
    stores: ["acknowledged", "finished"],
  },
  {
    name: "a photo on its way from a phone",
    asks: ["show-code showCode"],
    before: ON_CARD,
    start: CARD,
    way: [step("q", CODE_FOR_PHOTOS), { typed: "enters", on: "phone", shows: "A phone is connected." }],
    answer: { typed: "sends", on: "phone", shows: /photos +sent\.jpg/u },
    stores: ["photographed"],
  },
];
