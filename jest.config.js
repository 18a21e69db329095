/** Unit, property, drift, type and consumer tests. Those with Terraform, and the end-to-end run, have configurations of their own. */
module.exports = {
  testEnvironment: "node",
  maxWorkers: "100%",
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
