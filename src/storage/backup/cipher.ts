/** How a backup's files lie there: as they are, or each by itself as an age file. */
import { createHmac, randomBytes } from "node:crypto";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { SEALED } from "./layout.ts";

type Bytes = AsyncIterable<Uint8Array>;

export interface Opening {
  bytes(stored: Uint8Array): Promise<Uint8Array>;
  stream(stored: Bytes): Promise<Bytes>;
}

export interface Cipher {
  /** What the names of a snapshot's own files end with. */
  readonly suffix: "" | typeof SEALED;
  /** The name in `files` of what has this hash. */
  nameOf(sha256: string): string;
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  sealStream(bytes: Bytes): Promise<Bytes>;
  /** How large a file is that lies there so. */
  plainSize(stored: Uint8Array): number;
  /** Null where whoever has it can write to the backup, and not read it. */
  readonly opening: Opening | null;
}

const asItIs = async <T>(value: T): Promise<T> => value;

export const PLAIN: Cipher = {
  suffix: "",
  nameOf: (sha256) => sha256,
  seal: asItIs,
  sealStream: asItIs,
  plainSize: (stored) => stored.length,
  opening: { bytes: asItIs, stream: asItIs },
};

/** The package is large and in few backups: it is loaded where there is something to encrypt. */
const age = () => import("age-encryption");

/** Web streams, as the package has them, from and to what files are read as. */
const toWeb = (bytes: Bytes): ReadableStream<Uint8Array> => {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};
const fromWeb = (stream: ReadableStream<Uint8Array>): Bytes => stream as unknown as Bytes;

/** Of an age file: its header ends with a line `--- MAC`, then a nonce of 16 bytes and, for each 64 KiB, 16 bytes more than there were. */
function plainSizeOfAge(stored: Uint8Array): number {
  const header = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
  const payload = stored.length - (header.indexOf("\n", header.indexOf("\n--- ") + 1) + 1) - 16;
  return payload - 16 * Math.ceil(payload / (64 * 1024 + 16));
}

/** What writing takes; the desk keeps it, so that a backup in the night needs nobody's key. */
export interface WritingKey {
  /** The backup's own recipient, `age1…`. */
  readonly recipient: string;
  /** Key of the HMAC that gives files their names, in hexadecimal. */
  readonly names: string;
}

/** With what reads it too. */
export interface BackupKey extends WritingKey {
  readonly identity: string;
}

export async function ageCipher(key: WritingKey & { readonly identity?: string }): Promise<Cipher> {
  const { Encrypter, Decrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  const { identity } = key;
  const decrypter = new Decrypter();
  if (identity !== undefined) decrypter.addIdentity(identity);
  const names = Buffer.from(key.names, "hex");
  return {
    suffix: SEALED,
    nameOf: (sha256) => createHmac("sha256", names).update(sha256).digest("hex"),
    seal: (bytes) => encrypter.encrypt(bytes),
    sealStream: async (bytes) => fromWeb(await encrypter.encrypt(toWeb(bytes))),
    plainSize: plainSizeOfAge,
    opening:
      identity === undefined
        ? null
        : {
            bytes: (stored) => decrypter.decrypt(stored),
            stream: async (stored) => fromWeb(await decrypter.decrypt(toWeb(stored))),
          },
  };
}

/** Who is to be able to open a backup. */
export type Lock = { readonly to: readonly string[] } | { readonly passphrase: string };
/** What somebody has to open it with. */
export type Unlock = { readonly identities: readonly string[] } | { readonly passphrase: string };

/** A new key, and the file that holds it: an identity file of age, encrypted to those who are to open it. */
export async function makeKey(lock: Lock): Promise<{ readonly key: BackupKey; readonly file: Uint8Array }> {
  const { Encrypter, generateX25519Identity, identityToRecipient } = await age();
  const identity = await generateX25519Identity();
  const key = { identity, recipient: await identityToRecipient(identity), names: randomBytes(32).toString("hex") };
  const encrypter = new Encrypter();
  if ("passphrase" in lock) encrypter.setPassphrase(lock.passphrase);
  else
    for (const recipient of lock.to) {
      try {
        encrypter.addRecipient(recipient);
      } catch {
        throw new UsageError("recipient-wrong", { given: recipient.slice(0, 80) });
      }
    }
  const text = `# The key of a backup by returndesk. It opens all its files.\n# names: ${key.names}\n${identity}\n`;
  return { key, file: await encrypter.encrypt(text) };
}

/** @throws UserError `backup-key-wrong`, `identity-wrong`. */
export async function openKey(file: Uint8Array, unlock: Unlock): Promise<BackupKey> {
  const { Decrypter, identityToRecipient } = await age();
  const decrypter = new Decrypter();
  if ("passphrase" in unlock) decrypter.addPassphrase(unlock.passphrase);
  else
    for (const identity of unlock.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch {
        throw new UserError("identity-wrong");
      }
    }
  const text = await decrypter.decrypt(file, "text").catch(() => {
    throw new UserError("backup-key-wrong", {
      with: { key: `backup.with.${"passphrase" in unlock ? "passphrase" : "identity"}`, values: {} },
    });
  });
  const [names, identity] = [/^# names: ([0-9a-f]{64})$/mu.exec(text)?.[1], /^AGE-SECRET-KEY-\S+$/mu.exec(text)?.[0]];
  if (names === undefined || identity === undefined)
    throw new UserError("backup-key-wrong", { with: { key: "backup.with.other", values: {} } });
  return { identity, recipient: await identityToRecipient(identity), names };
}
