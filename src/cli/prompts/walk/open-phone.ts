/** Opens the phone page's server for a walk: on which address, with which words and looks. */
import { privateAddresses } from "../../../adapters/phone/network-address.ts";
import type { PhoneRole } from "../../../adapters/phone/phone-host.ts";
import { openPhoneServer } from "../../../adapters/phone/phone-server.ts";
import type { Desk } from "../../../app/ports.ts";
import { UserError } from "../../../kernel/errors.ts";
import type { Language } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { readTemplate } from "../../../storage/templates.ts";
import { askKey } from "./aids.ts";
import { incomingPhotos } from "./incoming-photos.ts";
import { phoneHost } from "./phone-host.ts";
import type { Scene } from "./scene.ts";

export { showCode } from "./show-code.ts";

export interface OpenPhone {
  link(role: PhoneRole): string;
  count(): number;
  announce(): void;
  endAll(): void;
  close(): Promise<void>;
}

const template = (name: string): string => Buffer.from(readTemplate(`phone/${name}`)).toString("utf8");

/** The desk's own choice, else the one address there is, else as the clerk says; null when the clerk goes back. @throws UserError `phone-no-network`. */
async function chooseAddress(scene: Scene, desk: Desk): Promise<string | null> {
  const { phoneAddress } = desk.settings;
  if (phoneAddress) return phoneAddress;
  const addresses = privateAddresses().slice(0, 9);
  const [first, second] = addresses;
  if (first === undefined) throw new UserError("phone-no-network", {}, ["desk init --replace --phone-address ADDRESS"]);
  if (second === undefined) return first;
  const { t, paint } = scene;
  const digits = addresses.map((_, index) => String(index + 1));
  const key = await askKey(
    scene,
    "line",
    {
      aside: t("phone.aside"),
      body: () => [t("phone.askAddress"), "", ...addresses.map((address, index) => `  ${paint.bold(digits[index] as string)}  ${address}`)],
      commands: "",
      hints: [
        [`1–${addresses.length}`, t("inspect.key.choose")],
        ["b", t("inspect.key.back")],
      ],
    },
    [...digits, "b"],
  );
  return key === "b" ? null : (addresses[Number(key) - 1] as string);
}

/** Null when the clerk goes back. @throws UserError `phone-no-network`, `phone-address-not-here`. */
export async function openPhone(scene: Scene, desk: Desk, textsOf: (language: Language) => Promise<Messages>): Promise<OpenPhone | null> {
  const address = await chooseAddress(scene, desk);
  if (address === null) return null;
  const texts = { fi: await textsOf("fi"), sv: await textsOf("sv"), en: await textsOf("en") };
  const looks = {
    html: template("page.html"),
    css: template("page.css"),
    photosScript: template("photos.js"),
    recordScript: template("record.js"),
  };
  const server = await openPhoneServer(phoneHost({ scene, incoming: incomingPhotos(scene), desk, texts, looks }), { address });
  return {
    link: (role) => server.link(role),
    count: () => server.phones(),
    announce: () => server.announce(),
    endAll: () => server.endAll(),
    close: () => server.close(),
  };
}
