/** Triggers that let nobody change or remove a table's rows once they are written: the database itself refuses. */
export const frozen = (table: string, what: string, verbs: readonly ("update" | "delete")[] = ["update", "delete"]): string =>
  verbs
    .map((verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${what}'); end;`)
    .join("\n");
