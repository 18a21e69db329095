/** Unit, property, drift, type, consumer and Terraform tests. The end-to-end run has its own configuration in test/e2e. */
module.exports = {
  testEnvironment: "node",
  // Most of the time is that of child processes (Terraform, tsc, npm).
  maxWorkers: "100%",
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/e2e/"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: {
    "^cdktf-aws-http-integrations$": "<rootDir>/modules/index.ts",
    "^cdktf-aws-http-integrations/languages$": "<rootDir>/modules/languages/index.ts",
  },
};
