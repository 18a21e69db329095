const path = require("node:path");
const unit = require("../../jest.config.js");

/** What Terraform and the real AWS provider say of the examples and of single constructs. Nothing calls AWS. */
module.exports = {
  ...unit,
  rootDir: path.resolve(__dirname, "..", ".."),
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  testMatch: ["**/*.terraform.ts"],
};
