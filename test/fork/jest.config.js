/** The README's recipe for the community fork of CDKTF. Downloads the fork, so it is not part of `npm test`. */
module.exports = { ...require("../../jest.config"), rootDir: "../..", testMatch: ["<rootDir>/test/fork/*.fork.ts"] };
