/**
 * `npm run bench -- million [contracts] [folder]`: looking up and finding among a million contracts of six lines, as the program does it. Builds
 * the database in a temporary folder, with the words that the program itself would index, and removes it afterwards; in a folder that is named it
 * stays, and is asked again the next time.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { findContract } from "../../src/app/find-contract.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { pinTerms } from "../../src/contract/pin-terms.ts";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { contractWords, formsOf, joined, wordsOf } from "../../src/storage/search-words.ts";
import { buildContract, buildCustomer, buildLine } from "../support/build-contract.ts";
import { buildTerms } from "../support/build-terms.ts";

const FIRST =
  "Aino Eino Maria Juhani Helena Johannes Anneli Olavi Kaarina Antero Marjatta Tapani Kristiina Kalevi Liisa Tapio Elina Matti Tuulikki Mikael Anna Pekka Lena Veikko Ilona Sakari Katariina Pentti Sofia Onni Mira Leevi Ella Toivo Hilja Urho Vieno Arvo Saara Niilo".split(
    " ",
  );
const ROOTS =
  "Mäke Virta Niemi Koski Järvi Laaks Salo Hämäl Korho Nieme Heikk Kinnu Salmi Karja Saari Lehto Aalto Rinta Peltо Kallio Harju Vainio Toivo Ranta Kivi Honka Kuusi Leppä Haapa Mänty"
    .replace("о", "o")
    .split(" ");
const ENDINGS = "nen la lä inen ala kka maa mäki ranta vuori niemi lahti salo oja suo järvi virta koski talo saari".split(" ");
const GOODS =
  "Taittotuoli Juhlapöytä Kahvikuppi Lautanen Viinilasi Kynttelikkö Pöytäliina Tarjotin Samppanjalasi Haarukka Veitsi Lusikka Teltta Lämmitin Valosarja Kaiutin Buffetpöytä Baaripöytä Tuolinpäällinen Kakkuvati".split(
    " ",
  );
const KINDS = "musta valkoinen pyöreä suuri pieni puinen lasinen kulta hopea sininen".split(" ");

/** The same database in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Common names are common: the first of a list comes up far more often than the last. */
const oneOf = (list: readonly string[], roll: (below: number) => number): string =>
  list[Math.floor((roll(list.length) * (1 + roll(list.length))) / list.length)] as string;

const numberOf = (index: number): string => `${2017 + (index % 10)}-${String(index).padStart(7, "0")}`;

/** Made once: reading the days of the defaults takes longer than all the rest. */
const [CONTRACT, LINE] = [buildContract(), buildLine()];

function contractOf(index: number, roll: (below: number) => number, terms: Contract["terms"]): Contract {
  const last = oneOf(ROOTS, roll) + (ENDINGS[roll(ENDINGS.length)] as string);
  const phone = `+358 4${roll(10)} ${String(roll(10_000_000)).padStart(7, "0")}`;
  const customer = buildCustomer({ name: `${oneOf(FIRST, roll)} ${last}`, phone });
  const lines = Array.from({ length: 6 }, (_, at) => {
    const name = `${oneOf(GOODS, roll)}, ${oneOf(KINDS, roll)}`;
    return { ...LINE, position: at + 1, product: `p-${roll(500)}`, name, quantity: 1 + roll(100) };
  });
  return { ...CONTRACT, number: numberOf(index), terms, customer, lines };
}

/** The words of `contractWords`, with those of names and goods folded once: otherwise they would be most of the time. */
function quickWords(): (contract: Contract, checked: boolean) => ReadonlySet<string> {
  const folded = new Map<string, readonly string[]>();
  const wordsOnce = (text: string): readonly string[] => {
    const known = folded.get(text) ?? wordsOf(text);
    folded.set(text, known);
    return known;
  };
  return (contract, checked) => {
    const { number, customer, lines } = contract;
    const digits = (customer.phone ?? "").replace(/\D/gu, "");
    const texts = [customer.name, ...lines.flatMap(({ product, name }) => [product, name])];
    const words = new Set([joined(number), ...wordsOf(number), ...texts.flatMap(wordsOnce), digits, `0${digits.slice(3)}`]);
    if (checked && [...words].sort().join() !== [...contractWords(contract)].sort().join()) throw new Error(`other words: ${number}`);
    return words;
  };
}

function fill(file: string, count: number, terms: Contract["terms"]): void {
  const database = new Database(file);
  for (const pragma of ["journal_mode = memory", "synchronous = off", "foreign_keys = off", "cache_size = -400000"])
    database.pragma(pragma);
  database.exec("drop index contract_words_by_word; create temp table forms (form text, kind text, word_id integer)");
  const addContract = database.prepare(
    "insert into contracts (id, number, number_key, customer, phone, due_at, due_day, lines, terms_sha256, value) values (?, ?, ?, ?, ?, ?, ?, 6, ?, ?)",
  );
  const addWord = database.prepare("insert into search_words (id, word) values (?, ?)");
  const addForm = database.prepare("insert into forms values (?, ?, ?)");
  const link = database.prepare("insert into contract_words values (?, ?)");
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = ids.size + 1;
    ids.set(word, id);
    addWord.run(id, word);
    for (const { form, kind } of formsOf(word)) addForm.run(form, kind, id);
    return id;
  };
  const roll = dice(2026);
  const words = quickWords();
  database.exec("begin");
  for (let index = 1; index <= count; index += 1) {
    const contract = contractOf(index, roll, terms);
    const { number, customer, due } = contract;
    addContract.run(index, number, number, customer.name, customer.phone, due, due.slice(0, 10), terms.sha256, JSON.stringify(contract));
    for (const word of [...words(contract, index <= 100)].map(idOf).sort((a, b) => a - b)) link.run(index, word);
    if (index % 100_000 === 0) process.stdout.write(`  ${index} contracts\n`);
  }
  database.exec(`insert into search_forms (form, kind, word_id) select form, kind, word_id from forms order by form, kind, word_id;
    create index contract_words_by_word on contract_words (word_id, contract_id); commit; analyze;`);
  database.pragma("journal_mode = wal");
  database.close();
}

/** One letter wrong, left out, put in, or swapped with its neighbour. */
function slip(word: string, roll: (below: number) => number): string {
  const at = 1 + roll(word.length - 2);
  const [before, after] = [word.slice(0, at), word.slice(at)];
  const letter = /\d/u.test(after[0] as string) ? String(roll(10)) : "aeiklnst"[roll(8)];
  return [
    before + letter + after.slice(1),
    before + after.slice(1),
    before + letter + after,
    before + after[1] + after[0] + after.slice(2),
  ][roll(4)] as string;
}

type Asked = (contract: Contract, roll: (below: number) => number) => string;
const lastName = ({ customer }: Contract): string => customer.name.split(" ")[1] as string;
const line = ({ lines }: Contract, roll: (below: number) => number): string => (lines[roll(6)] as (typeof lines)[number]).name;

/** What is typed at a desk. */
const SEARCHES: Readonly<Record<string, Asked>> = {
  "the number": ({ number }) => number,
  "the end of the number": ({ number }) => number.slice(-6),
  "the last name": lastName,
  "both names": ({ customer }) => customer.name,
  "the beginning of a name": (contract) => lastName(contract).slice(0, 3),
  "two letters": (contract) => lastName(contract).slice(0, 2),
  "one letter": (contract) => lastName(contract).slice(0, 1),
  "the phone as dialled": ({ customer }) => `0${(customer.phone ?? "").replace(/\D/gu, "").slice(3)}`,
  "a product": (contract, roll) => line(contract, roll).split(",")[0] as string,
  "two words of a product": line,
  "a name and a product": (contract, roll) => `${lastName(contract)} ${line(contract, roll).split(",")[0]}`,
  "names that nobody has together": (_, roll) => `${FIRST[roll(4)]} ${FIRST[4 + roll(4)]} p-${roll(500)}`,
  "a name with a slip": (contract, roll) => slip(lastName(contract), roll),
  "both names with a slip each": ({ customer }, roll) =>
    customer.name
      .split(" ")
      .map((word) => slip(word, roll))
      .join(" "),
  "a number with a slip": ({ number }, roll) => slip(number, roll),
  "a phone with a slip": ({ customer }, roll) => slip(`0${(customer.phone ?? "").replace(/\D/gu, "").slice(3)}`, roll),
  "a product with a slip": (contract, roll) => slip(line(contract, roll).split(",")[0] as string, roll),
  "a word that is nowhere": (_, roll) => `qx${roll(1_000_000)}zw`,
};

const ROUNDS = 300;
/** Milliseconds by the clock, and of the processor: on a machine that does other things only these are the program's own. */
interface Times {
  readonly clock: number[];
  readonly processor: number[];
}

function shown({ clock, processor }: Times): string {
  const at = (times: number[], share: number): string => {
    const sorted = [...times].sort((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number).toFixed(2);
  };
  const line = (times: number[]): string => `p50 ${at(times, 0.5)}, p99 ${at(times, 0.99)}`;
  return `${line(clock)} ms by the clock; ${line(processor)} ms of the processor`;
}

async function measure(rounds: number, work: (round: number) => Promise<unknown>): Promise<Times> {
  const times: Times = { clock: [], processor: [] };
  for (let round = -5; round < rounds; round += 1) {
    const [before, used] = [performance.now(), process.cpuUsage()];
    await work(Math.max(0, round));
    if (round < 0) continue;
    times.clock.push(performance.now() - before);
    const { user, system } = process.cpuUsage(used);
    times.processor.push((user + system) / 1000);
  }
  return times;
}

async function build(folder: string, count: number): Promise<void> {
  const [terms, pin] = [buildTerms(), pinTerms(buildTerms())];
  const made = await openStore(folder);
  await made.write((repositories) => repositories.terms.add(terms, pin, "name: test-terms\n"));
  await made.close();
  fill(databasePath(folder), count, pin);
}

export async function benchMillion(count: number, kept: string | null): Promise<void> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "returndesk-million-")));
  try {
    if (!existsSync(databasePath(folder))) await build(folder, count);
    process.stdout.write(`${count} contracts of six lines: ${Math.round((await stat(databasePath(folder))).size / 1_000_000)} MB\n`);
    await ask(folder, count);
  } finally {
    if (kept === null) await rm(folder, { recursive: true, force: true });
  }
}

async function ask(folder: string, count: number): Promise<void> {
  const store = await openStore(folder, "existing");
  try {
    const roll = dice(11);
    const get = (index: number) => store.read(({ contracts }) => contracts.get(numberOf(index)));
    const exact = await measure(10 * ROUNDS, () => get(1 + roll(count)));
    process.stdout.write(`  exact look-up: ${shown(exact)}\n`);
    const mistyped = await measure(ROUNDS, () =>
      store.read((repositories) => findContract(repositories, slip(numberOf(1 + roll(count)), roll))).catch(() => null),
    );
    process.stdout.write(`  what is suggested for a mistyped number: ${shown(mistyped)}\n`);
    const all: Times = { clock: [], processor: [] };
    for (const [name, asked] of Object.entries(SEARCHES)) {
      const texts: string[] = [];
      while (texts.length < ROUNDS) texts.push(asked((await get(1 + roll(count))) as Contract, roll));
      const times = await measure(ROUNDS, (round) => store.read(({ contracts }) => contracts.find(texts[round] as string, 20)));
      all.clock.push(...times.clock);
      all.processor.push(...times.processor);
      process.stdout.write(`  find ${name} (${texts[0]}): ${shown(times)}\n`);
    }
    process.stdout.write(`  find, all of these: ${shown(all)}\n`);
  } finally {
    await store.close();
  }
}
