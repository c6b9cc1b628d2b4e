/** The tone check as a clerk meets it: sentences as they are typed, in three languages, with the calmer text that is offered. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ToneList, toneOf } from "../../src/language/tone.ts";

const listOf = (language: string): ToneList =>
  JSON.parse(readFileSync(new URL(`../../templates/tone/${language}.json`, import.meta.url), "utf8"));
const LISTS = ["fi", "sv", "en"].map(listOf);

const offered = (text: string, spared: readonly string[] = []): string | null | "fine" => {
  const tone = toneOf(text, LISTS, spared);
  return tone === null ? "fine" : tone.offer;
};

describe("what is named, and what is offered instead", () => {
  test.each([
    ["Huolimattomasti käsitelty tuoli, jalka poikki.", "Tuoli, jalka poikki."],
    ["Asiakas oli todella huolimaton ja tuolit ovat rikki.", "Tuolit ovat rikki."],
    ["Pöytä aivan tuhottu!", "Pöytä vaurioitunut."],
    ["Kupit saastaisia, saastaisissa laatikoissa", "Kupit likaisia, likaisissa laatikoissa"],
    ["Törkeän likainen", "Likainen"],
    ["Palautui siivottomassa kunnossa", "Palautui likaisessa kunnossa"],
    ["Järkyttävässä kunnossa", "Huonossa kunnossa"],
    ["Asiakas väitti, että jalka oli poikki", "Asiakas kertoi, että jalka oli poikki"],
    ["Väitätte että se oli rikki", "Kerrotte että se oli rikki"],
    ["Teidän vikanne. Kolme kuppia säröillä.", "Kolme kuppia säröillä."],
    ["Naarmuuntunut huolimattomuuden vuoksi", "Naarmuuntunut"],
    ["Kuten tiedätte, kansi puuttuu", "Kansi puuttuu"],
    ["Tietenkin säröillä", "Säröillä"],
    ["Tahallaan taivutettu jalka", "Taivutettu jalka"],
    ["Viimeinen varoitus", "Muistutus"],
  ])("Finnish: %s", (text, offer) => expect(offered(text)).toBe(offer));

  test.each([
    ["Vårdslöst hanterad, benet av", "Benet av"],
    ["Kunden var mycket vårdslös, tre koppar spruckna", "Tre koppar spruckna"],
    ["Totalförstört bord", "Skadat bord"],
    ["Bordet förstördes", "Bordet skadades"],
    ["Fördärvade koppar", "Skadade koppar"],
    ["I bedrövligt skick", "I dåligt skick"],
    ["Snuskiga tallrikar", "Smutsiga tallrikar"],
    ["Kunden påstår att de var spruckna", "Kunden säger att de var spruckna"],
    ["Som ni vet saknas locket", "Saknas locket"],
    ["Ert fel. Tre koppar spruckna", "Tre koppar spruckna"],
    ["Repad på grund av grovslarv", "Repad"],
    ["Sista varningen", "Påminnelsen"],
  ])("Swedish: %s", (text, offer) => expect(offered(text)).toBe(offer));

  test.each([
    ["The customer was very careless and three cups are cracked.", "Three cups are cracked."],
    ["Careless handling, leg cracked", "Leg cracked"],
    ["Broken through carelessness", "Broken"],
    ["A filthy cup, obviously never washed", "A dirty cup, never washed"],
    ["An obvious crack", "A crack"],
    ["Absolutely ruined!", "Damaged."],
    ["In appalling condition", "In poor condition"],
    ["The customer claims it was so", "The customer says it was so"],
    ["You claim that the lid was missing", "You say that the lid was missing"],
    ["Destroyed. Two legs off.", "Damaged. Two legs off."],
  ])("English: %s", (text, offer) => expect(offered(text)).toBe(offer));

  test.each(["Asiakas oli huolimaton.", "Asiakas valehteli", "your fault", "Kunden var vårdslös.", "Det är ert fel", "You broke it"])(
    "what says only something of a person leaves nothing to offer: %s",
    (text) => expect(offered(text)).toBeNull(),
  );

  test("every word is named once, as it was typed", () => {
    expect(toneOf("Filthy and ruined, filthy again, Ruined", LISTS, [])?.words).toEqual(["Filthy", "ruined", "filthy", "Ruined"]);
    expect(toneOf("pilattu ja pilattu", LISTS, [])?.words).toEqual(["pilattu"]);
  });
});

describe("what is left alone", () => {
  test.each([
    "Tahrasta huolimatta ehjä",
    "Varastossa 3 kpl",
    "Pilatesmatto revennyt",
    "Mukana tullut laatikko puuttuu",
    "Tuhkakuppi säröillä",
    "Siivottu, kunnossa",
    "Vikaa ei löytynyt",
    "Stolen är trasig",
    "Felaktigt ihopackad",
    "Slarvsylta på duken",
    "Fyllda lådor",
    "The table is lying on its side",
    "Damage claim pending",
    "Excused from washing",
    "Kulunut reunasta, 20 mm",
    "2.5 cm naarmu, n. 3 kpl",
  ])("%s", (text) => expect(offered(text)).toBe("fine"));

  test("what somebody else said, in quotation marks or after their name", () => {
    expect(offered("Asiakas: pilattu jo luovutuksessa")).toBe("fine");
    expect(offered("Asiakas sanoi: pilattu jo luovutuksessa. Säröillä reunasta.")).toBe("fine");
    expect(offered("Kunden: förstörd redan då")).toBe("fine");
    expect(offered("The customer says “ruined before I came”")).toBe("fine");
    expect(offered("Asiakas: pilattu jo silloin. Pilattu!")).toBe("Asiakas: pilattu jo silloin. Vaurioitunut.");
  });

  test("names and products, in their cases too", () => {
    expect(offered("Självklara stolar, tre repade", ["Självklar"])).toBe("fine");
    expect(offered("Törkeän kansi puuttuu", ["Törkeä-kattila"])).toBe("fine");
    expect(offered("Ruin mug cracked", ["Ruin mug"])).toBe("fine");
    expect(offered("Saastaisen tuoli rikki", ["Aino Saastainen"])).toBe("fine");
    expect(offered("Saastainen tuoli", ["Aino Mäkelä"])).toBe("Likainen tuoli");
  });
});

test("no calmer text needs a calmer text, in any language", () => {
  const calmer = LISTS.flatMap((list) => list.words.flatMap(({ becomes, forms = {} }) => [becomes ?? "", ...Object.values(forms)]));
  expect(calmer.filter((text) => text !== "" && !text.endsWith("-") && toneOf(text, LISTS, []) !== null)).toEqual([]);
});
