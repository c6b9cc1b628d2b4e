/** `npm run bench`: measures what README and design promise, and prints it. Never part of `npm test`. `npm run bench -- million` takes minutes. */
import { benchArchive } from "./archive.ts";
import { benchAssess } from "./assess.ts";
import { benchBackup } from "./backup.ts";
import { benchExport } from "./export.ts";
import { benchIssueAll } from "./issue-all.ts";
import { benchMillion } from "./million.ts";
import { benchMoney } from "./money.ts";
import { benchRender } from "./render.ts";
import { benchStartUp } from "./start-up.ts";
import { benchTryTerms } from "./try-terms.ts";
import { benchWalk } from "./walk.ts";

const [only, count = "1000000", folder = null] = process.argv.slice(2);
if (only === "million") await benchMillion(Number(count), folder);
else {
  await benchAssess();
  benchMoney();
  await benchRender();
  benchStartUp();
  await benchWalk();
  await benchTryTerms();
  await benchIssueAll();
  await benchExport();
  await benchArchive();
  await benchBackup();
}
