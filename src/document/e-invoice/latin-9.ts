/**
 * ISO 8859-15, in which Finvoice is customarily written. What the alphabet lacks is written as a reader of it would: without its mark,
 * in Latin letters, as the plain sign. Nothing fails: a character nobody can write so becomes a question mark.
 */

/** Where the alphabet differs from ISO 8859-1. */
const OWN: Readonly<Record<string, number>> = { "€": 0xa4, Š: 0xa6, š: 0xa8, Ž: 0xb4, ž: 0xb8, Œ: 0xbc, œ: 0xbd, Ÿ: 0xbe };
const TAKEN: ReadonlySet<number> = new Set(Object.values(OWN));

const SIGNS: Readonly<Record<string, string>> = {
  ...{ "¤": "", "¦": "|", "¨": '"', "´": "'", "¸": ",", "¼": "1/4", "½": "1/2", "¾": "3/4" },
  ...{ "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "′": "'", ʼ: "'" },
  ...{ "“": '"', "”": '"', "„": '"', "″": '"', "‹": "<", "›": ">", "…": "...", "•": "-", "№": "No", "™": "(TM)" },
  ...{ "≤": "<=", "≥": ">=", "≠": "<>", "≈": "~", "→": "->", "←": "<-", "✓": "x" },
  ...{ Ł: "L", ł: "l", Đ: "D", đ: "d", Ħ: "H", ħ: "h", ı: "i", Ŋ: "Ng", ŋ: "ng", Ŧ: "T", ŧ: "t", ƒ: "f", Ə: "A", ə: "a", ẞ: "SS" },
};

/** Cyrillic as Finnish writes names (close to SFS 4900), and Greek. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "ž", з: "z", и: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o" },
  ...{ п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "tš", ш: "š", щ: "štš", ъ: "", ы: "y", ь: "", э: "e" },
  ...{ ю: "ju", я: "ja", і: "i", є: "je", ґ: "g", ђ: "dj", ј: "j", љ: "lj", њ: "nj", ћ: "c", џ: "dz" },
  ...{ α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x", ο: "o" },
  ...{ π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o" },
};

/** The byte of a character; null where the alphabet has none. */
function byteOf(character: string): number | null {
  const own = OWN[character];
  if (own !== undefined) return own;
  const code = character.codePointAt(0) as number;
  return code < 0x80 || (code >= 0xa0 && code <= 0xff && !TAKEN.has(code)) ? code : null;
}

function letter(character: string): string | null {
  const small = character.toLowerCase();
  const latin = LETTERS[small];
  if (latin === undefined) return null;
  return small === character ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}

function written(character: string): string {
  if (byteOf(character) !== null) return character;
  if (/[\u2000-\u200A\u202F\u205F\u3000]/u.test(character)) return " ";
  if (/[\p{M}\p{Cf}]/u.test(character)) return "";
  const known = SIGNS[character] ?? letter(character);
  if (known !== null) return known;
  const [base = "", ...marks] = character.normalize("NFKD");
  if (marks.length === 0 && base === character) return "?";
  return [base, ...marks].map((part) => (part === character ? "?" : written(part))).join("");
}

/** The text in characters that ISO 8859-15 has. */
export const inLatin9 = (text: string): string => text.normalize("NFC").replace(/[^\0-\x7f]/gu, written);

/** @param text its characters that the alphabet lacks are written by {@link inLatin9}. */
export function encodeLatin9(text: string): Uint8Array {
  const latin = inLatin9(text);
  const bytes = new Uint8Array(latin.length);
  for (let at = 0; at < latin.length; at += 1) {
    const code = latin.charCodeAt(at);
    bytes[at] = code < 0x80 ? code : (byteOf(latin.charAt(at)) ?? 0x3f);
  }
  return bytes;
}
