/** What the QR code on a page of a contract form says: which contract, which page of how many. */
export interface FormCode {
  readonly contract: string;
  /** Counts from 1. */
  readonly page: number;
  readonly pages: number;
}

/** `returndesk:1:<contract number, percent-encoded>:<page>:<pages>`; the 1 is the version of this text. */
export const encodeFormCode = ({ contract, page, pages }: FormCode): string =>
  `returndesk:1:${encodeURIComponent(contract)}:${page}:${pages}`;

/** @returns null when the text is no such code: a scan may carry anybody's QR codes. */
export function decodeFormCode(text: string): FormCode | null {
  const match = /^returndesk:1:([^:]+):(\d{1,4}):(\d{1,4})$/u.exec(text);
  if (!match) return null;
  const contract = decoded(match[1] as string);
  const [page, pages] = [Number(match[2]), Number(match[3])];
  return contract !== null && page >= 1 && page <= pages ? { contract, page, pages } : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
