const base = require("../../jest.config.js");

/**
 * For `npm run test:mutation`. `MUTATION_TESTS=schedule` runs the tests of one language only, for a quicker look at
 * that one: `MUTATION_TESTS=schedule npx stryker run -m "modules/languages/schedule/*.ts"`.
 */
const language = process.env.MUTATION_TESTS ?? "";

module.exports = {
  ...base,
  rootDir: "../..",
  globalSetup: undefined, // no Terraform here
  roots: [`<rootDir>/test/languages/${language}`, "<rootDir>/modules/languages"],
  moduleNameMapper: { ...base.moduleNameMapper, "^fast-check$": "<rootDir>/test/languages/few-runs.js" },
  // What this finds the others find too, or it is a question of time, which a mutated program answers otherwise.
  testPathIgnorePatterns: ["/node_modules/", "/hostile\\.test\\.ts$"],
};
