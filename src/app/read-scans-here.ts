/** Reads scans in this thread, for as long as it takes. */
import type { ScanReader } from "./ports/scan-reader.ts";

export const readScansHere: ScanReader = {
  read: async (bytes, name) => (await import("./read-incoming.ts")).readIncoming(bytes, name),
  texts: async ({ bytes, format }) => (await import("../media/archived-page.ts")).textsOfPages(bytes, format),
  draw: async ({ bytes, format }, page) => (await import("../media/archived-page.ts")).drawArchivedPage(bytes, format, page),
};
