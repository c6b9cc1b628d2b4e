/** Takes back a photo that shows something else: it stays on file and counts no more, nor does it leave the house. */
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import { clip } from "./frame.ts";
import { lineAside, lineHead } from "./line-head.ts";
import { askText, type Scene } from "./scene.ts";

/** What stands there, of a finding or of the line (null). */
export const photosOn = ({ book }: Scene, position: number, finding: string | null) => {
  const facts = book.walk.inspection.lines.find((line) => line.position === position);
  if (finding === null) return facts?.photos ?? [];
  return facts?.groups.flatMap(({ findings }) => findings).find(({ id }) => id === finding)?.photos ?? [];
};

/** Which one is chosen by its number; nothing typed takes none back. */
export async function takePhotoBack(scene: Scene, position: number, finding: string | null): Promise<null> {
  const { t, paint, book, language } = scene;
  const photos = photosOn(scene, position, finding);
  if (photos.length === 0) {
    scene.news = t("inspect.photo.none");
    return null;
  }
  const { zone } = book.walk.contract;
  const taken = (at: (typeof photos)[number]["takenAt"]): string => (at === null ? "" : `, ${formatDateTime(at, zone, language)}`);
  const text = await askText(scene, {
    aside: lineAside(scene, position),
    body: (width) => [
      ...lineHead(scene, position, width),
      "",
      paint.bold(t("inspect.photo.ask")),
      ...photos.map(({ name, takenAt }, index) => clip(`  ${index + 1}  ${plain(name)}${taken(takenAt)}`, width)),
      "",
      paint.dim(clip(t("inspect.photo.stays"), width)),
    ],
    hint: t("inspect.photo.keepAll"),
    check: (typed) => (photos[Number(typed) - 1] === undefined ? t("inspect.photo.noSuch", { of: photos.length }) : null),
  });
  const photo = text === null || text === "back" ? undefined : photos[Number(text) - 1];
  if (photo === undefined) return null;
  await book.record({ type: "unphotographed", position, photo: photo.sha256 });
  scene.news = t("inspect.photo.gone", { name: plain(photo.name) });
  scene.phone.announce();
  return null;
}
