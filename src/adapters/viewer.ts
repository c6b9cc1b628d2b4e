/** Shows a file with the program that the system has for it, as a double click would. */
import { spawn } from "node:child_process";

type Environment = Readonly<Record<string, string | undefined>>;

/** A viewer that still runs after so long shows the file. In milliseconds. */
const STARTED = 1_500;

/** Null where there is no screen to show it on: what opens files there takes the terminal instead. */
function opener(platform: NodeJS.Platform, env: Environment): readonly [command: string, ...args: readonly string[]] | null {
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  if (platform === "darwin") return ["open"];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open"] : null;
}

/**
 * @param path without characters that a shell would read, for Windows.
 * @returns false where nothing here can show it.
 */
export function showFile(path: string, env: Environment, platform = process.platform): Promise<boolean> {
  const found = opener(platform, env);
  if (found === null) return Promise.resolve(false);
  const [command, ...args] = found;
  return new Promise((resolve) => {
    const viewer = spawn(command, [...args, path], { env: { ...env }, stdio: "ignore", detached: true });
    const timer = setTimeout(() => resolve(true), STARTED);
    const settle = (shown: boolean): void => {
      clearTimeout(timer);
      resolve(shown);
    };
    viewer.on("error", () => settle(false));
    viewer.on("exit", (code) => settle(code === 0));
    viewer.unref();
  });
}
