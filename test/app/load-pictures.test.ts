import sharp from "sharp";
import { expect, test } from "vitest";
import { keepPhoto } from "../../src/app/keep-photo.ts";
import { loadPictures, photosIn } from "../../src/app/load-pictures.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

const takenOutside = async (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#808080" } })
    .withExif({ IFD0: { Make: "Kamera" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "61/1 29/1 52/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test("photos come small, upright and without traces; one that the archive has lost is left out", async () => {
  const desk = await temporaryDesk();
  const kept = await keepPhoto(desk, { name: "chair.jpg", bytes: await takenOutside() });
  const lost = { sha256: "0".repeat(64), name: "lost.jpg", takenAt: null };
  const groups = [buildGroup({ findings: [buildFinding({ photos: [kept, lost] }), buildFinding({ id: "F2", photos: [kept] })] })];
  const pictures = await loadPictures(desk, photosIn(buildInspection({ lines: [buildLineFacts({ groups })] })));
  expect([...pictures.keys()]).toEqual([kept.sha256]);
  const [bytes = new Uint8Array()] = [...pictures.values()];
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 300, height: 400 });
  expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/Kamera|Exif|GPS/u);
});
