/** What a form of the page sends where no script runs: photos as `multipart/form-data`, words as fields. */
import type { SentPhoto } from "./phone-host.ts";

/** The photos of a form and what they are of; null when it is no such form. An empty file field holds no photo. */
export async function readPhotoForm(bytes: Uint8Array, type: string): Promise<readonly SentPhoto[] | null> {
  try {
    const form = await new Response(Buffer.from(bytes), { headers: { "content-type": type } }).formData();
    const of = form.get("of");
    const meant = typeof of === "string" && of !== "" ? of : null;
    const photos: SentPhoto[] = [];
    for (const file of form.getAll("photo")) {
      if (typeof file === "string" || file.size === 0) continue;
      photos.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), of: meant });
    }
    return photos;
  } catch {
    return null;
  }
}

export const readFields = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(new URLSearchParams(Buffer.from(bytes).toString("utf8")));
