/** To whom something was promised, as the case or the contract names them. */
import type { GivenPromise } from "../people/promise.ts";
import { customerOf } from "./find-case.ts";
import type { Repositories } from "./ports.ts";

/** @returns null where only the promise's own words say it. */
export async function promisedTo(repositories: Repositories, promise: Pick<GivenPromise, "case" | "contract">): Promise<string | null> {
  const of = promise.case === null ? null : await repositories.cases.get(promise.case);
  if (of !== null) return (await customerOf(repositories, of)).name;
  return promise.contract === null ? null : ((await repositories.contracts.get(promise.contract))?.customer.name ?? null);
}
