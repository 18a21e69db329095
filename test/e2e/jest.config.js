const path = require("node:path");
const unit = require("../../jest.config.js");

// Node 20 is a supported version of this project; the SDK's announcement of next year's needs is not about the run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The end-to-end run: all examples share one emulator, the adoption recipes have another. */
module.exports = {
  ...unit,
  rootDir: path.resolve(__dirname, "..", ".."),
  globalSetup: "<rootDir>/test/e2e/global-setup.ts",
  roots: ["<rootDir>/test/e2e"],
  testMatch: ["**/*.e2e.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  verbose: true,
};
