/** What the phone's page shows and what becomes of what it sends: the walk's side of the server. */
import type { Answered, Asked, PageName, PhoneHost, Refusal, SentPhoto } from "../../../adapters/phone/phone-host.ts";
import { LARGEST_PHOTO } from "../../../adapters/phone/read-body.ts";
import { findingMeant, type PhotoTarget, photosAt, photoTargets, readTarget, targetText } from "../../../app/attach-photo.ts";
import type { Desk } from "../../../app/ports.ts";
import { hashOfText, textToRead } from "../../../app/sign-record.ts";
import type { Describing } from "../../../document/describe-source.ts";
import type { PageFrame, PageLook } from "../../../document/phone/fill-page.ts";
import { type PhotosState, photosPage, sayTarget } from "../../../document/phone/photos-page.ts";
import { type RecordState, recordPage } from "../../../document/phone/record-page.ts";
import { toldPage } from "../../../document/phone/told-page.ts";
import { textBytes } from "../../../document/record/record-text.ts";
import { UserError } from "../../../kernel/errors.ts";
import { LANGUAGES, type Language, plain } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { readStrokes, signatureSvg } from "../../../media/signature.ts";
import { errorText } from "../../output/tell.ts";
import { type IncomingPhotos, targetAtHand } from "./incoming-photos.ts";
import type { Scene } from "./scene.ts";
import type { GivenWord } from "./walk-phone.ts";

export interface PhoneLooks extends PageLook {
  readonly photosScript: string;
  readonly recordScript: string;
}

export interface PhoneHostSetting {
  readonly scene: Scene;
  readonly incoming: IncomingPhotos;
  readonly desk: Desk;
  readonly texts: Readonly<Record<Language, Messages>>;
  readonly looks: PhoneLooks;
}

/** A photo's name as a phone gave it, or none. */
const LONGEST_NAME = 200;

class WalkHost implements PhoneHost {
  constructor(private readonly setting: PhoneHostSetting) {}

  async page(name: PageName, asked: Asked): Promise<string> {
    const frame = this.frame(asked, name);
    if (name === "photos") return photosPage(frame, this.photos(frame), this.setting.looks.photosScript, LARGEST_PHOTO, asked.note);
    if (name !== "record") return toldPage(frame, name);
    const { walk } = this.setting.scene.book;
    const { customer } = walk.contract;
    const typed = customer.contact ?? (customer.kind === "consumer" ? customer.name : "");
    const lines = textToRead(walk, frame.messages, frame.language);
    return recordPage(
      frame,
      { lines, state: this.record(frame), name: typed, toPhotos: asked.role === "clerk" },
      this.setting.looks.recordScript,
      asked.note,
    );
  }

  state(page: "photos" | "record", asked: Asked): PhotosState | RecordState {
    const frame = this.frame(asked, page);
    return page === "photos" ? this.photos(frame) : this.record(frame);
  }

  async word(fields: ReadonlyMap<string, string>, asked: Asked): Promise<Answered> {
    const frame = this.frame(asked, "record");
    const { signing } = this.setting.scene.phone;
    const refused = (key: string): Answered => ({ kept: false, text: frame.messages(`phone.sign.${key}`) });
    if (!signing.open || signing.confirmed) return refused("notNow");
    const word = this.readWord(fields, frame);
    if (typeof word === "string") return refused(word);
    signing.word = word;
    const { scene, incoming } = this.setting;
    incoming.tell(scene.t(`phone.word.${word.kind}`, { name: word.kind === "signed" ? word.name : "" }));
    scene.phone.announce();
    return { kept: true, text: frame.messages(`phone.sign.given.${word.kind}`) };
  }

  /** What was said, or why it cannot stand: `phone.sign.<key>`. */
  private readWord(fields: ReadonlyMap<string, string>, { messages, language }: PageFrame): GivenWord | string {
    const { book } = this.setting.scene;
    const at = book.now();
    const text = textBytes(textToRead(book.walk, messages, language));
    const isChanged = fields.get("text") !== hashOfText(text);
    if (fields.get("act") === "decline") return isChanged ? "changed" : { kind: "declined", at, language, text };
    const name = plain(fields.get("name") ?? "").trim();
    if (name === "") return "nameMissing";
    if (name.length > LONGEST_NAME) return "nameLong";
    if (isChanged) return "changed";
    const drawn = fields.get("strokes") ?? "";
    const strokes = drawn === "" ? null : readStrokes(drawn);
    if (drawn !== "" && strokes === null) return "unreadable";
    return { kind: "signed", name, at, language, text, drawing: strokes === null ? null : signatureSvg(strokes) };
  }

  private record({ messages, language }: Pick<PageFrame, "messages" | "language">): RecordState {
    const { book, phone } = this.setting.scene;
    const { open, word, confirmed } = phone.signing;
    const signing = confirmed ? "confirmed" : word !== null ? "given" : open ? "open" : "closed";
    return { version: hashOfText(textBytes(textToRead(book.walk, messages, language))), signing };
  }

  refusal(code: Refusal, asked: Asked): string {
    return this.messages(asked, "photos")(`phone.refused.${code}`, { most: Math.floor(LARGEST_PHOTO / 1_000_000) });
  }

  phonesChanged(): void {
    this.setting.scene.stage.wake();
  }

  /** Photos are the clerk's, the record is the customer's: each begins in their language. Who is no guest yet is spoken to as the browser asks. */
  private language({ language, accepts }: Asked, name: PageName): Language {
    if (language !== null) return language;
    if (name === "photos") return this.setting.desk.settings.language;
    const { contract } = this.setting.scene.book.walk;
    if (name === "record") return contract.language;
    const asked = accepts.split(",").map((one) => one.trim().slice(0, 2).toLowerCase());
    return asked.flatMap((code) => LANGUAGES.filter((one) => one === code))[0] ?? contract.language;
  }

  private messages(asked: Asked, name: PageName): Messages {
    return this.setting.texts[this.language(asked, name)];
  }

  private frame(asked: Asked, name: PageName): PageFrame {
    const language = this.language(asked, name);
    const { looks, texts, desk } = this.setting;
    return { look: looks, messages: texts[language], language, firm: desk.settings.firm.name, nonce: asked.nonce };
  }

  private describing({ messages, language }: Pick<PageFrame, "messages" | "language">): Describing {
    const { contract, inspection } = this.setting.scene.book.walk;
    return { contract, inspection, messages, language };
  }

  private photos(frame: Pick<PageFrame, "messages" | "language">): PhotosState {
    const { walk } = this.setting.scene.book;
    const t = frame.messages;
    const hand = targetAtHand(this.setting.scene);
    const said = hand === null ? { line: "", what: t("phone.photos.noneYet") } : this.said(frame, hand);
    const photos = hand === null ? [] : photosAt(walk, hand);
    return {
      target: hand === null ? "" : targetText(hand),
      ...said,
      count: hand === null ? "" : t("phone.photos.count", { count: photos.length }),
      targets: photoTargets(walk).map((target) => ({
        value: targetText(target),
        text: t("phone.photos.target", this.said(frame, target)),
      })),
    };
  }

  private said(frame: Pick<PageFrame, "messages" | "language">, target: PhotoTarget): { readonly line: string; readonly what: string } {
    const { walk } = this.setting.scene.book;
    const line = walk.inspection.lines.find(({ position }) => position === target.position);
    return line === undefined ? { line: "", what: "" } : sayTarget(this.describing(frame), line, findingMeant(walk, target));
  }

  async photo(photo: SentPhoto, asked: Asked): Promise<Answered> {
    const frame = this.frame(asked, "photos");
    const t = frame.messages;
    const name = plain(photo.name).slice(0, LONGEST_NAME) || t("phone.photos.unnamed");
    const target = (photo.of === null || photo.of === "" ? null : readTarget(photo.of)) ?? targetAtHand(this.setting.scene);
    if (target === null) return { kept: false, text: t("phone.refused.nothing", { name }) };
    try {
      const { stands, already } = await this.setting.incoming.take({ name, bytes: photo.bytes }, target);
      const of = t("phone.photos.target", this.said(frame, stands));
      return { kept: true, text: t(already ? "phone.photos.already" : "phone.photos.kept", { name, of }) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { kept: false, text: this.refused(error, name, t) };
    }
  }

  private refused(error: UserError, name: string, t: Messages): string {
    if (error.code === "photo-unreadable") return t("phone.refused.unreadable", { name });
    const { scene, incoming } = this.setting;
    if (scene.book.walk.inspection.finishedAt !== null) return t("phone.refused.finished", { name });
    incoming.tell(errorText(scene.t, error));
    return t("phone.refused.other", { name });
  }
}

export const phoneHost = (setting: PhoneHostSetting): PhoneHost => new WalkHost(setting);
