/** What left the house, a line each: `Sent 20.5.2026 klo 14.30 to aino@example.com by mira`. */
import type { Delivery } from "../../app/ports/deliveries.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";

const keyOf = ({ channel, end }: Delivery): string => (channel === "print" ? "printed" : (end?.result ?? "begun"));

export const deliveryLines = ({ t, language }: Session, deliveries: readonly Delivery[], zone: string): readonly string[] =>
  deliveries.map((delivery) =>
    t(`send.history.${keyOf(delivery)}`, {
      at: formatDateTime(delivery.at, zone, language),
      recipient: plain(delivery.recipient),
      by: delivery.by,
      detail: plain(delivery.end?.detail ?? ""),
    }),
  );
