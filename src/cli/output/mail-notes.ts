/** What staff should know of a mail before they believe what it says of itself. */
import { plain } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import type { MailRemark, MailStep } from "../../people/case.ts";

const remarkText = (remark: MailRemark, t: Messages): string =>
  plain(
    t(`desk.cases.mail.${remark.kind}`, {
      id: "case" in remark ? remark.case : "",
      contract: "contract" in remark ? remark.contract : "",
      contracts: "contracts" in remark ? remark.contracts.join(", ") : "",
    }),
  );

/** What staff should know of a mail, in sentences. */
export const mailNotes = ({ automatic, remarks }: MailStep, t: Messages): readonly string[] => [
  ...(automatic === null ? [] : [t(`desk.cases.mail.${automatic}`)]),
  ...remarks.map((remark) => remarkText(remark, t)),
];
