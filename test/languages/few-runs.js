const fc = require("../../node_modules/fast-check/lib/cjs/fast-check.js");

/** Properties try fewer values while mutants run: thousands of runs must fit into an hour. The seeds stay. */
const MOST_RUNS = 40;

function assert(property, parameters) {
  return fc.assert(property, { ...parameters, numRuns: Math.min(parameters?.numRuns ?? 100, MOST_RUNS) });
}

module.exports = { ...fc, assert, default: { ...fc, assert }, __esModule: true };
