/** Somebody walks this contract already: join, take over, or wait until it is free. */
import { setTimeout as pause } from "node:timers/promises";
import { type Seating, takeSeat, type Walker, walkersOf } from "../../../app/walk-seats.ts";
import { type Instant, timeOf } from "../../../kernel/dates.ts";
import { Cancelled } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Session } from "../../session.ts";
import { thisProcess } from "../../this-process.ts";

const LOOKS_EVERY = 500;

async function choose(
  session: Session,
  number: string,
  walkers: readonly Walker[],
  since: (at: Instant) => string,
): Promise<Seating | "wait"> {
  const { t } = session;
  session.remark(
    ...walkers.map(({ name, since: from, position }) =>
      t("inspect.beside.walks", { name: plain(name), number: plain(number), since: since(from), position: position ?? 0 }),
    ),
  );
  const choices = (["join", "takeOver", "wait", "leave"] as const).map((value) => ({ name: t(`inspect.beside.choice.${value}`), value }));
  const chosen = await (await session.ask()).select(t("inspect.beside.ask"), choices);
  if (chosen === "leave") throw new Cancelled(t("inspect.beside.left"));
  return chosen;
}

/** @param given by a flag; null: ask where somebody walks. @returns the seat's id. @throws Cancelled */
export async function askSeat(session: Session, number: string, given: Seating | null): Promise<number> {
  const desk = await session.desk();
  const since = (at: Instant): string => timeOf(at, desk.settings.zone, "HH:mm");
  for (;;) {
    const walkers = await walkersOf(desk, number, thisProcess);
    const how = walkers.length === 0 ? "alone" : (given ?? (await choose(session, number, walkers, since)));
    if (how !== "wait") return takeSeat(desk, number, thisProcess, how, since);
    session.remark(session.t("inspect.beside.waiting", { number: plain(number) }));
    while ((await walkersOf(desk, number, thisProcess)).length > 0) await pause(LOOKS_EVERY);
  }
}
