/** Renders what is issued and stores the bytes: a stop in between leaves a billing without its PDF, and the next run finishes it. */
import type { Billing, IssuedBilling } from "../invoice/billing.ts";
import { letterBytes } from "./letter-bytes.ts";
import type { Desk } from "./ports.ts";

/** The billing with its stored PDF; what has one is left as it is. */
export async function renderBilling(desk: Desk, issued: IssuedBilling): Promise<IssuedBilling> {
  if (issued.pdf) return issued;
  const bytes = await letterBytes(desk, issued.billing);
  const { sha256 } = await (await desk.archive()).put(bytes);
  const store = await desk.store();
  return store.write(async ({ billings }) => {
    // Somebody else may have finished the same billing meanwhile.
    const now = await billings.get(issued.id);
    if (now?.pdf) return now;
    const pdf = { sha256, name: pdfName(issued.billing) };
    await billings.attachPdf(issued.id, pdf);
    return { ...issued, pdf };
  });
}

/** Renders every issued billing that has no PDF yet. @returns those it finished. */
export async function finishRendering(desk: Desk): Promise<readonly IssuedBilling[]> {
  const store = await desk.store();
  const waiting = await store.read(({ billings }) => billings.list({ unrendered: true }));
  const finished: IssuedBilling[] = [];
  for (const issued of waiting) finished.push(await renderBilling(desk, issued));
  return finished;
}

/** `L-2026-0001_K-2026-0001.pdf`; a thank-you note is named after its return. */
function pdfName({ documents, inspection }: Billing): string {
  const numbers = documents.flatMap((document) => document.number ?? []);
  return `${numbers.length > 0 ? numbers.join("_") : inspection}.pdf`;
}
