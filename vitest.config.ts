import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const built = ["test/support/build-once.ts"];

/** `npm test` runs `main` and, on the built program, `terminal`; `npm run test:browser` the phone page in a real Chromium, `npm run test:faults` the fault loops alone, `npm run fuzz:…` longer draws. */
export default defineConfig({
  test: {
    // One more than processors: tests of mail, terminals and watched folders mostly wait.
    maxWorkers: availableParallelism() + 1,
    // `npm run test:coverage`: what the pure stages have reached, so that no later change takes it away unseen.
    coverage: {
      include: ["src/{contract,inspection,assessment,invoice,kernel,people,language}/**"],
      reporter: ["text"],
      // The pure stages to the last branch: what cannot happen is said by types, the rest has a test.
      thresholds: Object.fromEntries(
        ["kernel", "contract", "inspection", "assessment", "invoice", "people", "language"].map((stage) => [
          `src/${stage}/**`,
          { branches: 100, lines: 100, functions: 100, statements: 100 },
        ]),
      ),
    },
    projects: [
      {
        test: {
          name: "main",
          include: ["test/**/*.test.ts"],
          exclude: ["test/faults/**", "test/terminal/**", "test/browser/**"],
          // A worker loads each module once, not once a file: a third of the time. So no test may leave anything behind in the process.
          isolate: false,
          // A test of some seconds takes a minute on a machine that is busy with ten other things.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      { test: { name: "terminal", include: ["test/terminal/**/*.test.ts"], testTimeout: 180_000, globalSetup: built } },
      // Ten times as many cases as `npm test` draws, or `FUZZ=100 npm run fuzz:terms`; of money that is a million.
      {
        test: {
          name: "fuzz",
          include: [
            "test/contract/fuzz.test.ts",
            "test/kernel/money.test.ts",
            "test/assessment/{agreed-first,properties,settled,trace,two-loads}.test.ts",
            "test/invoice/printed-sums.test.ts",
          ],
          env: { FUZZ: process.env.FUZZ ?? "10" },
        },
      },
      { test: { name: "browser", include: ["test/browser/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 180_000 } },
      { test: { name: "faults", include: ["test/faults/**/*.test.ts"], testTimeout: 600_000, fileParallelism: false, globalSetup: built } },
    ],
  },
});
