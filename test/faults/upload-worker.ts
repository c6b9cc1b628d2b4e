/** A phone page's server with what a walk does about photos, on a desk that is there. Run by `upload.test.ts`, which kills it. */
import { writeSync } from "node:fs";
import sharp from "sharp";
import type { PhoneHost } from "../../src/adapters/phone/phone-host.ts";
import { openPhoneServer } from "../../src/adapters/phone/phone-server.ts";
import { attachPhoto, photoTargets } from "../../src/app/attach-photo.ts";
import { keepPhoto } from "../../src/app/keep-photo.ts";
import { loadWalk } from "../../src/app/load-walk.ts";
import type { Desk, Settings } from "../../src/app/ports.ts";
import { instant } from "../../src/kernel/dates.ts";
import { readPhotoTime } from "../../src/media/photo-time.ts";
import { withoutTraces } from "../../src/media/without-traces.ts";
import { openArchive } from "../../src/storage/archive.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { readSettings } from "../../src/storage/settings-file.ts";

async function run(): Promise<void> {
  const [home] = process.argv.slice(2) as [string];
  const settings = readSettings(home) as Settings;
  const store = await openStore(settings.data, "existing", settings.zone);
  const archive = await openArchive(settings.data, settings.mirror);
  const clock = { now: () => instant(new Date()) };
  const desk = { settings, clock, actor: "mira", store: async () => store, archive: async () => archive } as unknown as Desk;
  const walk = await store.read((repositories) => loadWalk(repositories, "R-1"));
  const target = photoTargets(walk).find(({ finding }) => finding !== null);
  if (target === undefined) throw new Error("nothing was found yet");
  const host: PhoneHost = {
    page: async () => "",
    photo: async (photo) => {
      const { already } = await attachPhoto(desk, "R-1", target, await keepPhoto(desk, photo));
      return { kept: true, text: String(already) };
    },
    word: async () => ({ kept: false, text: "" }),
    state: () => null,
    refusal: (code) => code,
    phonesChanged: () => {},
  };
  // What reads pictures is loaded first: a process that is killed soon would do nothing else.
  const tiny = await sharp({ create: { width: 8, height: 8, channels: 3, background: "grey" } })
    .png()
    .toBuffer();
  await readPhotoTime(await withoutTraces(tiny, 8));
  const server = await openPhoneServer(host, { address: "127.0.0.1" });
  writeSync(1, `${server.link("clerk")}\nready\n`);
}

void run();
