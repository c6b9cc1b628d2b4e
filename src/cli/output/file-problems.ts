/** Problems in files as editors and compilers print them: `file:line:column: path: message`, so that a click leads there. */
import type { FileProblem } from "../../app/read-terms.ts";
import { plain } from "../../kernel/text.ts";

export function problemLine({ file, line, column, path, message }: FileProblem): string {
  const place = [file, line, column].filter((part) => part !== null).join(":");
  return plain(`${place}: ${path === "" ? "" : `${path}: `}${message}`);
}
