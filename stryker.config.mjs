// Mutation testing of the decisions (`npm run test:mutation`): each mutant of azure/network and azure/access has to turn
// some test of tests/azure red. Property tests run with a hundredth of their cases, or every mutant would take a minute;
// those that need more, or measure time, are left out. One folder: `npm run test:mutation -- --mutate "azure/access/**"`.
process.env.PROPERTY_RUNS ??= "0.01";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["azure/network/**/*.ts", "azure/access/**/*.ts"],
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import=tsx"],
  mochaOptions: {
    "no-config": true,
    spec: [
      "tests/azure/network/!(bad-input|security-groups.pairs.property|inspect-security-rules.property).test.ts",
      "tests/azure/access/*.test.ts",
    ],
    grep: "^(?!.*( 5 MB|of the processor))",
  },
  coverageAnalysis: "perTest",
  ignorePatterns: ["dist", ".sandbox", "docs", "examples", "policies", "stacks", "bench"],
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".sandbox/mutation/report.json" },
  tempDirName: ".sandbox/mutation/copies",
  thresholds: { high: 90, low: 85, break: 85 },
};
