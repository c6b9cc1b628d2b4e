/**
 * Loaded with `--require` before the built program: counts every step in which it changes what is found on disk afterwards (files through
 * `node:fs`, rows through SQLite), and ends the process with SIGKILL right before the step that `KILL_AT_STEP` names. Of bytes that are
 * written then, the first half gets onto the disk. What changes nothing there is no step: a sync, after which a stopped program leaves the
 * same as before; and of a transaction all statements between the first and the commit, which no database has seen.
 * `STEPS_FILE` gets the steps' names when the program ends by itself. `CLOCK` sets the time.
 * Never part of the product.
 */
const fs = require("node:fs");
const { isMainThread } = require("node:worker_threads");
const Module = require("node:module");

const killAt = Number(process.env.KILL_AT_STEP ?? 0);
const original = { ...fs };
const steps = [];

/** @param half what is on disk of the step when the process ends */
function step(name, half = () => {}) {
  steps.push(name);
  if (steps.length !== killAt) return;
  half();
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

/** Counts, then does. */
function stepped(name, call, half) {
  step(name, half);
  return call();
}

const halfOf = (bytes) => (bytes?.length > 1 ? bytes.slice(0, bytes.length >> 1) : null);
const halfInto = (target, bytes) => () => {
  const half = halfOf(bytes);
  if (half !== null) original[typeof target === "number" ? "writeSync" : "writeFileSync"](target, half);
};

const O = original.constants;
const writes = (flags) =>
  typeof flags === "number" ? (flags & (O.O_WRONLY | O.O_RDWR | O.O_CREAT | O.O_TRUNC)) !== 0 : /[wa+]/u.test(flags ?? "r");

/** Steps that name a path, and what is written where. */
const ON_PATHS = ["rename", "link", "symlink", "unlink", "mkdir", "mkdtemp", "rm", "rmdir", "copyFile", "truncate", "chmod"];

function watchHandle(handle) {
  for (const name of ["truncate", "chmod"]) {
    const call = handle[name].bind(handle);
    handle[name] = (...args) => stepped(name, () => call(...args));
  }
  for (const name of ["write", "writeFile", "appendFile", "writev"]) {
    const call = handle[name].bind(handle);
    handle[name] = (data, ...args) => stepped(name, () => call(data, ...args), halfInto(handle.fd, data));
  }
  return handle;
}

function watchPromises(promises) {
  const { open, writeFile, appendFile } = promises;
  const calls = Object.fromEntries(ON_PATHS.map((name) => [name, promises[name]]));
  promises.open = async (path, flags, mode) => {
    if (writes(flags)) step(`open ${path}`);
    return watchHandle(await open(path, flags, mode));
  };
  for (const [name, call] of [
    ["writeFile", writeFile],
    ["appendFile", appendFile],
  ])
    promises[name] = (target, data, options) => {
      // Of a stream, the first piece; Node writes it through the handle itself, which nothing sees.
      step(name, typeof data?.[Symbol.asyncIterator] === "function" ? undefined : halfInto(target?.fd ?? target, data));
      return call(target, data, options);
    };
  for (const name of ON_PATHS) promises[name] = (...args) => stepped(`${name} ${args[0]}`, () => calls[name](...args));
}

function watchSync() {
  fs.openSync = (path, flags, ...more) => {
    if (writes(flags)) step(`open ${path}`);
    return original.openSync(path, flags, ...more);
  };
  for (const name of ON_PATHS) {
    const sync = `${name}Sync`;
    fs[sync] = (...args) => stepped(`${name} ${args[0]}`, () => original[sync](...args));
  }
  fs.writeFileSync = (target, data, ...more) =>
    stepped("writeFile", () => original.writeFileSync(target, data, ...more), halfInto(target, data));
  // Output on the streams is no step: what was said is said.
  fs.writeSync = (descriptor, data, ...more) => {
    if (descriptor > 2) step("write", halfInto(descriptor, data));
    return original.writeSync(descriptor, data, ...more);
  };
}

/** Statements of the native part: whatever writes, and the ends of transactions. */
function watchSqlite({ Database, Statement }) {
  const brief = (sql) => sql.trim().replace(/\s+/gu, " ").slice(0, 60);
  /** Statements that wrote in the transaction; null outside of one, and in one that only reads. */
  let written = null;
  /** The end of a transaction that only read changes nothing. */
  const ends = (sql) => {
    const end = /^\s*(?:commit|rollback)\b/iu.test(sql) && written !== null;
    if (end) written = null;
    return end;
  };
  const ofItsOwn = (sql) => /^\s*pragma\b|\brows_written\b/iu.test(sql);
  const isFirst = () => written === null || written++ === 0;
  for (const name of ["run", "get", "all"]) {
    const call = Statement.prototype[name];
    Statement.prototype[name] = function (...args) {
      if (this.readonly ? ends(this.source) : !ofItsOwn(this.source) && isFirst()) step(`sql ${brief(this.source)}`);
      return call.apply(this, args);
    };
  }
  const { exec, backup, close } = Database.prototype;
  Database.prototype.exec = function (sql) {
    if (!ofItsOwn(sql)) step(`exec ${brief(sql)}`);
    if (/^\s*begin\b/iu.test(sql)) written = 0;
    return exec.call(this, sql);
  };
  // Brings what is in the log into the database itself; all that is said is said by then.
  Database.prototype.close = function () {
    step("close");
    return close.call(this);
  };
  Database.prototype.backup = function (...args) {
    step("backup");
    return backup.apply(this, args);
  };
}

function watchNative() {
  const load = Module._extensions[".node"];
  Module._extensions[".node"] = (module, path) => {
    load(module, path);
    if (path.endsWith("better_sqlite3.node")) watchSqlite(module.exports);
  };
}

function setClock(moment) {
  const offset = Date.parse(moment) - Date.now();
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...args) {
      if (args.length === 0) super(Real.now() + offset);
      else super(...args);
    }
    static now() {
      return Real.now() + offset;
    }
  };
}

if (isMainThread) {
  if (process.env.CLOCK) setClock(process.env.CLOCK);
  watchSync();
  watchPromises(fs.promises);
  watchNative();
  if (process.env.STEPS_FILE)
    process.on("exit", () => original.writeFileSync(process.env.STEPS_FILE, steps.map((name) => `${name}\n`).join("")));
}
