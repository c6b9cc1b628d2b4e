import type { SetUpAnswers, SetUpField } from "../../../app/set-up-desk.ts";
import type { Declare, Options } from "../../program.ts";

const FLAGS: Readonly<Record<SetUpField, string>> = {
  name: "--name <firm>",
  street: "--street <street>",
  postalCode: "--postal-code <code>",
  city: "--city <city>",
  country: "--country <code>",
  businessId: "--business-id <id>",
  vatId: "--vat-id <id>",
  iban: "--iban <iban>",
  bic: "--bic <bic>",
  phone: "--phone <number>",
  email: "--email <address>",
  eInvoiceAddress: "--e-invoice-address <id>",
  eInvoiceOperator: "--e-invoice-operator <id>",
  logo: "--logo <file>",
  language: "--language <fi|en>",
  desk: "--desk <name>",
  zone: "--zone <zone>",
  data: "--data <folder>",
  mirror: "--mirror <folder>",
  phoneAddress: "--phone-address <address>",
  photoInbox: "--photo-inbox <folder>",
  owner: "--owner <name>",
};

/** `desk init`: the firm, where data and mirror live, and the first owner; asked, by flags, or from a file. */
export const declareInit: Declare = (program, cli) => {
  const command = cli.command(program, "init", "desk.init");
  for (const [field, flags] of Object.entries(FLAGS)) command.option(flags, cli.help(`desk.init.option.${field}`));
  command
    .option("--from <file>", cli.help("desk.init.option.from"))
    .option("--replace", cli.help("desk.init.option.replace"))
    .action(
      cli.action(async (session, _args, options) => {
        const { initialise } = await import("../../actions/initialise.ts");
        await initialise(session, flagged(options), options);
      }),
    );
};

function flagged(options: Options): SetUpAnswers {
  const answers: Partial<Record<SetUpField, string>> = {};
  for (const field of Object.keys(FLAGS) as SetUpField[]) {
    const value = options[field];
    if (typeof value === "string") answers[field] = value;
  }
  return answers;
}

/** The flag that answers a field, for messages: `--postal-code`. */
export const flagOf = (field: SetUpField): string => FLAGS[field].split(" ")[0] as string;
