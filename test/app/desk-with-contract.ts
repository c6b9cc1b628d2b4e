/** A desk whose books hold one contract with its terms, and a signed copy unless the test says otherwise. */
import { createHash } from "node:crypto";
import type { Contract } from "../../src/contract/contract.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { buildContract } from "../support/build-contract.ts";
import { buildTerms } from "../support/build-terms.ts";
import { type TemporaryDesk, type TemporaryDeskOver, temporaryDesk } from "../support/temporary-desk.ts";

interface Books {
  readonly contract?: Partial<Contract>;
  readonly terms?: Terms;
  readonly signed?: boolean;
  readonly desk?: TemporaryDeskOver;
}

const PAPER = new TextEncoder().encode("what both signed");

/** Archives the paper that both signed. */
export async function archivePaper(desk: TemporaryDesk, contract: Contract): Promise<string> {
  const stored = await (await desk.archive()).put(PAPER);
  const at = desk.clock.now();
  const file = { sha256: stored.sha256, size: PAPER.length, name: "signed.pdf", format: "pdf", pages: 1 } as const;
  const copy = {
    contract: contract.number,
    version: 1,
    files: [file],
    signedBy: null,
    signedOn: null,
    archivedAt: at,
    archivedBy: desk.actor,
  };
  await (await desk.store()).write((repositories) => repositories.signedCopies.add(copy));
  return stored.sha256;
}

/** @returns the desk, and the contract as its books hold it. */
export async function deskWithContract(books: Books = {}): Promise<{ readonly desk: TemporaryDesk; readonly contract: Contract }> {
  const desk = await temporaryDesk(books.desk);
  const terms = books.terms ?? buildTerms();
  const sha256 = createHash("sha256").update(canonicalJson(terms)).digest("hex");
  const contract = buildContract({ ...books.contract, terms: { name: terms.name, version: terms.version, sha256 } });
  await (await desk.store()).write(async (repositories) => {
    await repositories.terms.add(terms, contract.terms, "");
    await repositories.contracts.add(contract);
  });
  if (books.signed !== false) await archivePaper(desk, contract);
  return { desk, contract };
}
