/**
 * What pain.001.001.09 says of the elements that we write: for each its children in the schema's sequence with how often they may stand,
 * or the form of its text. Written from the standard's message definition report; what we never write is left out.
 */
import { SaxesParser } from "saxes";

interface Sequence {
  /** Name, least, most. */
  readonly children: readonly (readonly [name: string, least: number, most: number])[];
}
interface Choice {
  /** Exactly one of them. */
  readonly oneOf: readonly string[];
}
interface Text {
  readonly text: RegExp;
  readonly attributes?: Readonly<Record<string, RegExp>>;
}
type Shape = Sequence | Choice | Text;

const MANY = Number.POSITIVE_INFINITY;
const upTo = (longest: number): Text => ({ text: new RegExp(`^[\\s\\S]{1,${longest}}$`, "u") });
/** At most 18 figures; the SEPA rulebook has two of them as cents. */
const DECIMAL: Text = { text: /^\d{1,15}\.\d{2}$/u };
const COUNT: Text = { text: /^\d{1,15}$/u };

/** By the element's name; where a name has several shapes, by its parent's name, too. */
const PAIN_001: Readonly<Record<string, Shape>> = {
  Document: { children: [["CstmrCdtTrfInitn", 1, 1]] },
  CstmrCdtTrfInitn: {
    children: [
      ["GrpHdr", 1, 1],
      ["PmtInf", 1, MANY],
    ],
  },
  GrpHdr: {
    children: [
      ["MsgId", 1, 1],
      ["CreDtTm", 1, 1],
      ["NbOfTxs", 1, 1],
      ["CtrlSum", 0, 1],
      ["InitgPty", 1, 1],
    ],
  },
  InitgPty: {
    children: [
      ["Nm", 0, 1],
      ["Id", 0, 1],
    ],
  },
  "InitgPty/Id": { oneOf: ["OrgId"] },
  OrgId: { children: [["Othr", 0, MANY]] },
  "OrgId/Othr": {
    children: [
      ["Id", 1, 1],
      ["SchmeNm", 0, 1],
    ],
  },
  SchmeNm: { oneOf: ["Cd"] },
  PmtInf: {
    children: [
      ["PmtInfId", 1, 1],
      ["PmtMtd", 1, 1],
      ["BtchBookg", 0, 1],
      ["NbOfTxs", 0, 1],
      ["CtrlSum", 0, 1],
      ["PmtTpInf", 0, 1],
      ["ReqdExctnDt", 1, 1],
      ["Dbtr", 1, 1],
      ["DbtrAcct", 1, 1],
      ["DbtrAgt", 1, 1],
      ["ChrgBr", 0, 1],
      ["CdtTrfTxInf", 1, MANY],
    ],
  },
  PmtTpInf: { children: [["SvcLvl", 0, MANY]] },
  SvcLvl: { oneOf: ["Cd"] },
  ReqdExctnDt: { oneOf: ["Dt"] },
  Dbtr: { children: [["Nm", 1, 1]] },
  DbtrAcct: {
    children: [
      ["Id", 1, 1],
      ["Ccy", 0, 1],
    ],
  },
  "DbtrAcct/Id": { oneOf: ["IBAN"] },
  DbtrAgt: { children: [["FinInstnId", 1, 1]] },
  FinInstnId: {
    children: [
      ["BICFI", 0, 1],
      ["Othr", 0, 1],
    ],
  },
  "FinInstnId/Othr": { children: [["Id", 1, 1]] },
  "Othr/Id": upTo(35),
  CdtTrfTxInf: {
    children: [
      ["PmtId", 1, 1],
      ["Amt", 1, 1],
      ["Cdtr", 1, 1],
      ["CdtrAcct", 1, 1],
      ["RmtInf", 0, 1],
    ],
  },
  PmtId: {
    children: [
      ["InstrId", 0, 1],
      ["EndToEndId", 1, 1],
    ],
  },
  Amt: { oneOf: ["InstdAmt"] },
  Cdtr: { children: [["Nm", 1, 1]] },
  CdtrAcct: { children: [["Id", 1, 1]] },
  "CdtrAcct/Id": { oneOf: ["IBAN"] },
  RmtInf: { children: [["Ustrd", 0, MANY]] },
  MsgId: upTo(35),
  CreDtTm: { text: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/u },
  NbOfTxs: COUNT,
  CtrlSum: DECIMAL,
  PmtInfId: upTo(35),
  PmtMtd: { text: /^(CHK|TRF|TRA)$/u },
  BtchBookg: { text: /^(true|false)$/u },
  Dt: { text: /^\d{4}-\d{2}-\d{2}$/u },
  /** 140 in the schema, 70 in the rulebook. */
  Nm: upTo(70),
  IBAN: { text: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/u },
  Ccy: { text: /^[A-Z]{3}$/u },
  BICFI: { text: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/u },
  ChrgBr: { text: /^(DEBT|CRED|SHAR|SLEV)$/u },
  InstrId: upTo(35),
  EndToEndId: upTo(35),
  InstdAmt: { ...DECIMAL, attributes: { Ccy: /^[A-Z]{3}$/u } },
  Ustrd: upTo(140),
  Cd: upTo(4),
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function parsed(xml: string): Element {
  const open: Element[] = [{ name: "", attributes: {}, children: [], text: "" }];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return open[0]?.children[0] as Element;
}

/** What of a file is not as the standard has it, each with where; empty for a valid one. */
export function brokenShapes(xml: string): readonly string[] {
  const root = parsed(xml);
  const namespace = root.attributes.xmlns === "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09" ? [] : ["namespace"];
  return [...namespace, ...brokenIn({ ...root, attributes: {} }, "")];
}

function brokenIn(element: Element, parent: string): readonly string[] {
  const { name, children, attributes, text } = element;
  const where = `${parent}/${name}`;
  const shape = PAIN_001[where] ?? PAIN_001[name];
  if (shape === undefined) return [`${where} is unknown`];
  const wrong = (isWrong: boolean, what: string): string[] => (isWrong ? [`${where} ${what}`] : []);
  if ("text" in shape) {
    const wanted = shape.attributes ?? {};
    const same = Object.keys(attributes).join() === Object.keys(wanted).join();
    const fits = Object.entries(wanted).every(([key, form]) => form.test(attributes[key] ?? ""));
    return [...wrong(!same || !fits, "has other attributes"), ...wrong(children.length > 0 || !shape.text.test(text), `is ${text}`)];
  }
  const found = children.map((child) => child.name);
  const inside = children.flatMap((child) => brokenIn(child, name));
  const empty = wrong(text.trim() !== "" || Object.keys(attributes).length > 0, "holds more than elements");
  if ("oneOf" in shape)
    return [...empty, ...wrong(found.length !== 1 || !shape.oneOf.includes(found[0] ?? ""), `chooses ${found}`), ...inside];
  const order = shape.children.map(([child]) => child);
  const places = found.map((child) => order.indexOf(child));
  const counts = shape.children.flatMap(([child, least, most]) => {
    const count = found.filter((one) => one === child).length;
    return wrong(count < least || count > most, `has ${count} ${child}`);
  });
  return [
    ...empty,
    ...wrong(
      places.some((place, index) => place < (places[index - 1] ?? 0)),
      `is in the order ${found}`,
    ),
    ...counts,
    ...inside,
  ];
}
