/** A form whose pages come as files of their own, as many scanners write them: each page joins those before it, so that the newest version is whole. */
import type { ScanFacts } from "../media/scan-facts.ts";
import type { SignedCopyFile } from "./ports.ts";

interface Pages {
  readonly version: number;
  /** How many pages the form has. */
  readonly of: number;
  readonly files: ReadonlyMap<number, SignedCopyFile>;
}

/** What came page by page in one run, by contract. */
export type PagesSeen = Map<string, Pages>;

/** The page that a file is when it is one page of a longer form and nothing else; null otherwise. */
function onlyPage({ pages, codes }: ScanFacts): { readonly page: number; readonly of: number } | null {
  const [code] = codes;
  return pages === 1 && codes.length === 1 && code && code.pages > 1 ? { page: code.page, of: code.pages } : null;
}

/**
 * The files of the next version: this one, together with the pages that the last version has, where that came page by page too.
 * @param last the version archived last; 0: none.
 */
export function joinPages(
  seen: PagesSeen,
  contract: string,
  last: number,
  file: SignedCopyFile,
  facts: ScanFacts,
): readonly SignedCopyFile[] {
  const own = onlyPage(facts);
  if (own === null) return [file];
  const before = seen.get(contract);
  const joins = before?.version === last && before.of === own.of && !before.files.has(own.page);
  const files = new Map([...(joins ? before.files : []), [own.page, file] as const]);
  seen.set(contract, { version: last + 1, of: own.of, files });
  return [...files].sort(([a], [b]) => a - b).map(([, each]) => each);
}
