import { defineConfig } from "vitest/config";

/** `npm test` runs everything but the fault loops; `npm run test:faults` runs those alone. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "main",
          include: ["test/**/*.test.ts"],
          exclude: ["test/faults/**"],
          testTimeout: 20_000,
          globalSetup: ["test/support/build-once.ts"],
        },
      },
      { test: { name: "faults", include: ["test/faults/**/*.test.ts"], testTimeout: 600_000, fileParallelism: false, globalSetup: ["test/support/build-once.ts"] } },
    ],
  },
});
