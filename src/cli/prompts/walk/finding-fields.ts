/** The fields of a finding that are typed: each gives back what changes, or null when the clerk goes back. */

import type { Finding } from "../../../inspection/inspection.ts";
import { UserError } from "../../../kernel/errors.ts";
import { parseAmount } from "../../../kernel/money.ts";
import { plain } from "../../../kernel/text.ts";
import { errorText } from "../../output/tell.ts";
import { askRead } from "./ask-read.ts";
import type { Card } from "./card-body.ts";
import { contractLine, lineAside, lineHead } from "./line-head.ts";
import { askText, type Scene } from "./scene.ts";

type Change = Partial<Finding> | null;

/** The largest size and the most marks that the walk's book takes. */
const MOST_MM = 10_000;
const MOST_MARKS = 1_000;

const fieldOn = (scene: Scene, card: Card, key: string, typed: string, check?: (text: string) => string | null) =>
  askText(scene, {
    aside: lineAside(scene, card.position),
    body: (width) => [
      ...lineHead(scene, card.position, width),
      "",
      scene.paint.bold(scene.t(`inspect.type.${card.finding.type}`)),
      scene.t(`inspect.field.${key}`),
    ],
    hint: scene.t("inspect.key.store"),
    typed,
    replaces: /^\d+$/u.test(typed),
    ...(check ? { check } : {}),
  });

export async function askMarks(scene: Scene, card: Card): Promise<Change> {
  const wrong = (text: string): string | null =>
    /^[1-9]\d{0,3}$/u.test(text) && Number(text) <= MOST_MARKS ? null : scene.t("inspect.field.marksWrong");
  const text = await fieldOn(scene, card, "marks", String(card.finding.marks), wrong);
  return text === "back" ? null : { marks: text === null ? 1 : Number(text) };
}

/** Millimetres, or centimetres with their unit: whole millimetres are kept. */
function readSize(text: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d))?\s*(mm|cm)?$/u.exec(text.toLowerCase());
  if (!match) return null;
  const tenths = Number(match[1]) * 10 + Number(match[2] ?? "0");
  const millimetres = match[3] === "cm" ? tenths : tenths / 10;
  return Number.isInteger(millimetres) && millimetres >= 1 && millimetres <= MOST_MM ? millimetres : null;
}

export async function askSize(scene: Scene, card: Card): Promise<Change> {
  const wrong = (text: string): string | null => (readSize(text) === null ? scene.t("inspect.field.sizeWrong") : null);
  const text = await fieldOn(scene, card, "size", card.finding.sizeMm === null ? "" : String(card.finding.sizeMm), wrong);
  return text === "back" ? null : { sizeMm: text === null ? null : readSize(text) };
}

export async function askNote(scene: Scene, card: Card): Promise<Change> {
  const text = await askRead(scene, card.position, card.finding.note ?? "", (typed) => fieldOn(scene, card, "note", typed));
  return text === "back" ? null : { note: text };
}

/** Keeps a photo at once; a file that is none is told and asked again. An empty answer changes nothing. */
export async function askPhoto(scene: Scene, card: Card): Promise<Change> {
  for (;;) {
    const path = await fieldOn(scene, card, "photo", "");
    if (path === null || path === "back") return null;
    try {
      const photo = await scene.book.keepPhoto(path);
      await scene.book.record({ type: "photographed", position: card.position, finding: card.finding.id, photo });
      return null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      scene.news = errorText(scene.t, error);
    }
  }
}

/** The next of the line's parts, and after the last the whole unit again. */
export async function askPart(scene: Scene, card: Card): Promise<Change> {
  const parts = contractLine(scene.book.walk, card.position).parts.map((part) => part.name);
  if (parts.length === 0) return null;
  return { part: parts[card.finding.part === null ? 0 : parts.indexOf(card.finding.part) + 1] ?? null };
}

/** `35,00 6 Puusepänverstas Laine`: cost, days out of use, where the figure comes from. */
function readRepair(text: string): Finding["repair"] {
  const match = /^(\d[\d.,]*)\s*(?:€|e)?\s+(\d{1,3})\s+(\S.*)$/u.exec(text.trim());
  const cost = match ? parseAmount(match[1] as string) : null;
  return match && cost !== null ? { cost, days: Number(match[2]), source: plain(match[3] as string) } : null;
}

export async function askRepair(scene: Scene, card: Card): Promise<Change> {
  const wrong = (text: string): string | null => (readRepair(text) === null ? scene.t("inspect.field.repairWrong") : null);
  const text = await fieldOn(scene, card, "repair", "", wrong);
  return text === "back" ? null : { repair: text === null ? null : readRepair(text) };
}

/** Findings of one event share a name, where the waiver's deductible is taken once for each event. */
export async function askIncident(scene: Scene, card: Card): Promise<Change> {
  const text = await fieldOn(scene, card, "incident", card.finding.incident ?? "");
  return text === "back" ? null : { incident: text };
}
