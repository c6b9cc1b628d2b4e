/** Where the sources ask somebody something: read from their syntax, so that a new question is found by itself. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
/** Functions and methods that show a question and wait for its answer. */
const ASKS = new Set(["askKey", "askAided", "askText", "askOn", "fieldOn"]);
const ASKS_OF = new Set(["stage", "ask"]);
const WAITS = new Set(["key", "text", "select", "search", "confirm", "secret"]);
/** What these show and wait for is asked by whoever calls them. */
const PASS_ON = new Set(["askKey", "askAided", "askText", "askOn", "fieldOn", "showPage", "listen", "heldStage"]);

/** `ask.text(…)`, `(await session.ask()).text(…)`, `scene.stage.key()`. */
function waits(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !WAITS.has(callee.name.text)) return false;
  const names = /(\w+)(?:\(\)\)?)?$/u.exec(callee.expression.getText());
  return ASKS_OF.has(names?.[1] ?? "");
}

const isQuestion = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && ((ts.isIdentifier(node.expression) && ASKS.has(node.expression.text)) || waits(node.expression));

const holdsQuestion = (node: ts.Node): boolean => isQuestion(node) || (ts.forEachChild(node, holdsQuestion) ?? false);

/** Functions on the top level of a file, by name; constants that hold functions are such, too. */
function functionsOf(source: ts.SourceFile): readonly (readonly [name: string, body: ts.Node])[] {
  return source.statements.flatMap((statement): (readonly [string, ts.Node])[] => {
    if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? "", statement]];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((one) => [one.name.getText(), one]);
  });
}

function askingIn(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  return functionsOf(source)
    .filter(([name, body]) => !PASS_ON.has(name) && holdsQuestion(body))
    .map(([name]) => `${basename(path, ".ts")} ${name}`);
}

/** @param places files and folders under `src/`. @returns `file function`, sorted. */
export const askingPlaces = (...places: readonly string[]): readonly string[] =>
  places
    .flatMap((place) =>
      place.endsWith(".ts")
        ? [join(SRC, place)]
        : readdirSync(join(SRC, place), { recursive: true, encoding: "utf8" })
            .filter((name) => name.endsWith(".ts"))
            .map((name) => join(SRC, place, name)),
    )
    .flatMap(askingIn)
    .sort();
