/** Prompts, all on stderr, bound to the run's streams. Ctrl-C becomes `Cancelled`. */
export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  readonly description?: string;
}

export interface Ask {
  confirm(message: string, preset?: boolean): Promise<boolean>;
  /** `check` returns what is wrong, or null. */
  text(message: string, options?: { readonly preset?: string; readonly check?: (text: string) => string | null }): Promise<string>;
  select<T>(message: string, choices: readonly Choice<T>[], preset?: T): Promise<T>;
  /** Choices as one types. */
  search<T>(message: string, source: (typed: string) => Promise<readonly Choice<T>[]>): Promise<T>;
  /** Nothing is echoed. `check` as for a text. */
  secret(message: string, check?: (text: string) => string | null): Promise<string>;
  /** The options every prompt of inquirer takes, for prompts of our own made with `createPrompt`. */
  readonly context: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
}
