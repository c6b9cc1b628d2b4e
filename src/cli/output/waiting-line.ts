/** The one line under a command's output: counts, never names, and only when there is something. */
import type { Waiting } from "../../app/ports/waiting.ts";
import type { Messages } from "../../language/messages.ts";

export function waitingLine({ answers, promises, approvals, reviews, returns }: Waiting, t: Messages): string | null {
  const parts = [
    ...(answers > 0 ? [t("waiting.answers", { count: answers })] : []),
    ...(promises > 0 ? [t("waiting.promises", { count: promises })] : []),
    ...(approvals > 0 ? [t("waiting.approvals", { count: approvals })] : []),
    ...(reviews > 0 ? [t("waiting.reviews", { count: reviews })] : []),
    ...(returns > 0 ? [t("waiting.returns", { count: returns })] : []),
  ];
  return parts.length === 0 ? null : t("waiting.line", { parts: parts.join(" · ") });
}
