/** A contract as JSON: sums as `{cents, currency}`. */
import type { ShownContract } from "../../app/show-contract.ts";
import type { ContractLine } from "../../contract/contract.ts";
import { jsonCopies, jsonMoney as money } from "./json.ts";

const lineJson = (line: ContractLine) => ({
  ...line,
  dailyRent: money(line.dailyRent),
  replacementPrice: money(line.replacementPrice),
  purchasePrice: line.purchasePrice === null ? null : money(line.purchasePrice),
  parts: line.parts.map((part) => ({ ...part, price: part.price === null ? null : money(part.price) })),
});

type ShownFile = ShownContract["signedCopies"][number]["files"][number];
const fileJson = ({ path, mirrorPath, ...file }: ShownFile) => ({ ...file, copies: jsonCopies({ path, mirrorPath }) });

export const contractJson = (shown: ShownContract) => ({
  ...shown,
  signedCopies: shown.signedCopies.map((copy) => ({ ...copy, files: copy.files.map(fileJson) })),
  contract: {
    ...shown.contract,
    deposit: shown.contract.deposit && { ...shown.contract.deposit, amount: money(shown.contract.deposit.amount) },
    lines: shown.contract.lines.map(lineJson),
  },
});
