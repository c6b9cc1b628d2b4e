/** Where the levels of a line's beginning stand: its indentation, and behind each `- ` or `? ` on it. Every line begins somehow. */
const INDICATORS = /^ *(?:[-?:](?: +|$))*/u;

/**
 * How deep a YAML or JSON text can nest at most, told from its brackets and indentation without understanding it (brackets inside
 * texts count, so it may say too much). The YAML reader goes down by recursion, and a stack that runs out inside a regular
 * expression ends the whole process: depth has to be known before it starts.
 */
export function deepestNesting(text: string): number {
  let [brackets, deepest] = [0, 0];
  const indents: number[] = [];
  for (const line of text.split(/\r\n?|\n/u)) {
    for (const column of levelsOf(line)) {
      while (indents.length > 0 && (indents.at(-1) as number) > column) indents.pop();
      if (indents.at(-1) !== column) indents.push(column);
      deepest = Math.max(deepest, brackets + indents.length);
    }
    for (const character of line) {
      if (character === "[" || character === "{") brackets += 1;
      else if (character === "]" || character === "}") brackets = Math.max(0, brackets - 1);
      deepest = Math.max(deepest, brackets + indents.length);
    }
  }
  return deepest;
}

function* levelsOf(line: string): Generator<number> {
  const [beginning] = INDICATORS.exec(line) as RegExpExecArray;
  if (beginning.length === line.length && !/[-?:]/u.test(line)) return;
  for (let column = 0; column < beginning.length; column += 1) if (/[-?:]/u.test(beginning[column] as string)) yield column;
  yield beginning.length;
}
