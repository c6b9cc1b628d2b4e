/** Photos that come by themselves, from phones and from a camera's folder: kept one after the other, and told on the clerk's screen at once. */
import { type PhotoTarget, photosAt, photoTargets } from "../../../app/attach-photo.ts";
import { plain } from "../../../kernel/text.ts";
import { contractLine } from "./line-head.ts";
import type { Scene } from "./scene.ts";

export interface TakenPhoto {
  /** Where it stands: with the line where its finding was withdrawn meanwhile. */
  readonly stands: PhotoTarget;
  readonly already: boolean;
}

export interface IncomingPhotos {
  /** @throws UserError when it is no photo, or the walk is finished. */
  take(file: { readonly name: string; readonly bytes: Uint8Array }, target: PhotoTarget): Promise<TakenPhoto>;
  /** A word on the clerk's screen. */
  tell(text: string): void;
}

/** What the clerk is at, as it stands; null before the first line. */
export function targetAtHand({ phone: { at }, book }: Scene): PhotoTarget | null {
  if (at === null) return null;
  const targets = photoTargets(book.walk).filter(({ position }) => position === at.position);
  return targets.find(({ finding }) => (finding?.id ?? null) === at.finding) ?? targets[0] ?? null;
}

/** `Dinner plate, cracked`. */
function placeText({ t, book }: Scene, { position, finding }: PhotoTarget): string {
  const { walk } = book;
  const groups = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  const found = groups.flatMap(({ findings }) => findings).find(({ id }) => id === finding?.id);
  const name = plain(contractLine(walk, position).name);
  return found === undefined ? name : `${name}, ${t(`inspect.type.${found.type}`)}`;
}

export function incomingPhotos(scene: Scene): IncomingPhotos {
  // One is proven at a time: each takes the memory of a whole picture.
  let before: Promise<unknown> = Promise.resolve();
  const tell = (text: string): void => {
    scene.news = text;
    scene.stage.wake();
  };
  const takeOne: IncomingPhotos["take"] = async (file, target) => {
    const { finding, already } = await scene.book.takePhoto(file, target);
    const stands = finding === null ? { ...target, finding: null } : target;
    if (!already) {
      tell(scene.t("phone.came", { of: placeText(scene, stands), count: photosAt(scene.book.walk, stands).length }));
      scene.phone.announce();
    }
    return { stands, already };
  };
  return {
    tell,
    take: (file, target) => {
      const taken = before.then(() => takeOne(file, target));
      before = taken.catch(() => undefined);
      return taken;
    },
  };
}
