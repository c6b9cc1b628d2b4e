/** What a phone's browser sends to the page beside a walk, without a browser. */

/** The screens with a code, drawn to the end, so that the address on them is whole. */
export const CODE_FOR_PHOTOS = /Photos from a phone[\s\S]+http:\S+[\s\S]+back to the walk/u;
export const CODE_TO_SIGN = /For the customer to read and sign[\s\S]+http:\S+[\s\S]+back to the walk/u;

export interface LetIn {
  readonly origin: string;
  readonly cookie: string;
}

/** @param url the link that the desk's screen shows. */
export async function letIn(url: string): Promise<LetIn> {
  const reply = await fetch(url, { redirect: "manual" });
  return { origin: new URL(url).origin, cookie: reply.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

/** @returns the status: 201 once it is kept. */
export async function sendPhoto({ origin, cookie }: LetIn, name: string, bytes: Uint8Array): Promise<number> {
  const body = new Uint8Array(bytes);
  return (await fetch(`${origin}/photos?name=${name}`, { method: "POST", headers: { origin, cookie }, body })).status;
}

/** The record's page as a customer's phone reads it in Swedish, and what it sends. */
export async function signAs({ origin, cookie }: LetIn, fields: Readonly<Record<string, string>>): Promise<Response> {
  const page = await (await fetch(`${origin}/record?lang=sv`, { headers: { cookie } })).text();
  const text = /name="text" value="([0-9a-f]{64})"/u.exec(page)?.[1] ?? "";
  const body = new URLSearchParams({ text, ...fields });
  return fetch(`${origin}/word?from=script&lang=sv`, { method: "POST", headers: { origin, cookie }, body });
}
