/** What is asked on a finding's card. */
import { CARD_OF, CHAIRS, CUPS, counted, found, grouped, inOrder, MACHINES, ON_CARD } from "./states.ts";
import { CARD, type Step, step, type WalkQuestion, WHAT } from "./walk-question.ts";

interface OnCard {
  readonly name: string;
  readonly asks?: string;
  readonly before?: WalkQuestion["before"];
  readonly way?: readonly Step[];
  readonly answer: Step;
  readonly stores?: WalkQuestion["stores"];
}
const card = ({ name, asks, before = ON_CARD, way = [], answer, stores = ["found"] }: OnCard): WalkQuestion => ({
  name: `card: ${name}`,
  asks: asks === undefined ? [] : [asks],
  before,
  start: CARD,
  way,
  answer,
  stores,
});

export const CARDS: readonly WalkQuestion[] = [
  card({ name: "severity", asks: "finding-card askCard", answer: step("2", "[2 moderate]") }),
  card({ name: "that is right", before: CARD_OF({ severity: "minor" }), answer: step("\r", WHAT) }),
  card({
    name: "marks",
    asks: "finding-fields askMarks",
    way: [step("x", "How many marks")],
    answer: step("3\r", /marks each +3/u),
  }),
  card({ name: "size", asks: "finding-fields askSize", way: [step("z", "How large")], answer: step("20\r", /size +20 mm/u) }),
  card({ name: "cause", answer: step("c", /cause +customer/u) }),
  card({
    name: "note",
    asks: "finding-fields askNote",
    way: [step("n", "as a fact about the thing")],
    answer: step("At the rim\r", /note +At the rim/u),
  }),
  card({
    name: "note with a calmer text",
    asks: "ask-read decide",
    way: [step("n", "as a fact about the thing"), step("Carelessly stacked, ruined\r", "can sound like blame")],
    answer: step("\r", /note +Stacked, damaged/u),
  }),
  card({
    name: "photo from a file",
    asks: "finding-fields askPhoto",
    way: [step("f", "Path of the photo file")],
    answer: step("photo.jpg\r", /photos +photo\.jpg/u),
    stores: ["photographed"],
  }),
  card({
    name: "photos of the line",
    before: (photo) => [...ON_CARD(), { type: "photographed", position: CHAIRS, finding: null, photo }],
    answer: step("l", /photos +photo\.jpg/u),
    stores: ["photographed"],
  }),
  card({
    name: "a photo taken back",
    asks: "take-photo-back takePhotoBack",
    before: (photo) => [...ON_CARD(), { type: "photographed", position: CHAIRS, finding: "F1", photo }],
    way: [step("-", "Which photo does not belong here?")],
    answer: step("1\r", "is taken back"),
    stores: ["unphotographed"],
  }),
  card({
    name: "part",
    before: () => [...inOrder(CUPS, CHAIRS), counted(MACHINES, { damaged: 2 }), grouped(MACHINES, 2), found(MACHINES)],
    answer: step("t", /part +lid/u),
  }),
  card({
    name: "repair",
    asks: "finding-fields askRepair",
    before: CARD_OF({ type: "dented" }),
    way: [step("r", "Repair estimate")],
    answer: step("35,00 6 Laine\r", /repair +€35\.00/u),
  }),
  card({
    name: "event",
    asks: "finding-fields askIncident",
    way: [step("i", "Findings of one event")],
    answer: step("It fell over\r", /event +It fell over/u),
  }),
  card({ name: "other type", asks: "ask-groups askType", way: [step("y", "what is wrong")], answer: step("3", "2 × scratched") }),
  card({
    name: "another finding",
    asks: "ask-groups askType",
    before: CARD_OF({ severity: "minor" }),
    way: [step("+", "what else?")],
    answer: step("3", "2 × scratched"),
    stores: ["found", "found"],
  }),
  card({
    name: "these differ",
    asks: "split-group askSplit",
    way: [step("/", "How many of the 2 are different?")],
    answer: step("1\r", "1 × cracked"),
    stores: ["grouped", "found"],
  }),
];
