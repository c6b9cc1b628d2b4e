/** Where things stand in a file that somebody wrote. Lines and columns count from 1. */

export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** Finds the place of a path: of its value or, where the trouble is the key itself, of its key. */
export interface Places {
  /** The value at the path, or the nearest thing around it that the file has. */
  of(path: Path): Place;
  key(path: Path): Place;
}

/** `lines[2].quantity`, `clauses["5.3"].title.sv`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Collects places while a file is read. */
export class PlaceBook implements Places {
  readonly #values = new Map<string, Place>();
  readonly #keys = new Map<string, Place>();

  set(path: Path, value: Place): void {
    this.#values.set(formatPath(path), value);
  }

  setKey(path: Path, key: Place): void {
    this.#keys.set(formatPath(path), key);
  }

  of(path: Path): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const place = this.#values.get(formatPath(path.slice(0, length)));
      if (place) return place;
    }
    return this.#values.get("") ?? { line: 1, column: 1 };
  }

  key(path: Path): Place {
    return this.#keys.get(formatPath(path)) ?? this.of(path);
  }
}
