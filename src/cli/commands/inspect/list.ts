import type { Declare } from "../../program.ts";

/** `inspect list [NUMBER]`: walkthroughs, the newest first. */
export const declareList: Declare = (program, cli) => {
  cli.command(program, "list [number]", "inspect.list").action(
    cli.action(async (session, [number]) => {
      const { listInspections } = await import("../../../app/list-inspections.ts");
      const { waitingNotices } = await import("../../../app/late-notices.ts");
      const { printInspections } = await import("../../output/inspection-list.ts");
      const desk = await session.desk();
      printInspections(
        session,
        await listInspections(desk, (number as string | undefined) ?? null),
        desk.settings.zone,
        await waitingNotices(desk),
      );
    }),
  );
};
