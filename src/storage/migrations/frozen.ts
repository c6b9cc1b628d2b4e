/** Triggers that let nobody change or remove a table's rows once they are written: the database itself refuses. */
export const frozen = (table: string, what: string, verbs: readonly ("update" | "delete")[] = ["update", "delete"]): string =>
  verbs
    .map((verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${what}'); end;`)
    .join("\n");

/**
 * A trigger against `insert or replace`, which deletes rows without asking the triggers above.
 * @param keys each set of columns that is unique.
 */
export const notReplaced = (table: string, what: string, ...keys: readonly (readonly string[])[]): string => {
  const same = keys.map((columns) => `(${columns.map((column) => `${column} = new.${column}`).join(" and ")})`).join(" or ");
  return `create trigger ${table}_no_replace before insert on ${table}
  when exists (select 1 from ${table} where ${same}) begin select raise(abort, '${what}'); end;`;
};

/**
 * Takes the place of a table's trigger against removing: its rows may go once their contract has a tombstone.
 * @param contract where the old row says which contract it belongs to.
 */
export const frozenUntilLetGo = (table: string, what: string, contract: string): string => `drop trigger ${table}_no_delete;
create trigger ${table}_no_delete before delete on ${table}
  when not exists (select 1 from tombstones where tombstones.contract = ${contract})
  begin select raise(abort, '${what}'); end;`;
