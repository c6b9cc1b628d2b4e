/** What the assessment would say of a walk as it stands: only shown when somebody asks. */
import type { Walk } from "../../../inspection/fold.ts";
import type { Session } from "../../session.ts";

export async function sumsText(session: Session, _walk: Walk): Promise<readonly string[]> {
  return [session.t("inspect.sums.later")];
}
