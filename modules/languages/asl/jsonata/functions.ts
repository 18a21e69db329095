/** Functions of JSONata 2.0.6, which Step Functions implements. */
const STANDARD =
  "sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match " +
  "contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power " +
  "random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert " +
  "type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval " +
  "toMillis fromMillis now millis clone";

/** Functions that Step Functions adds. */
const ADDED = "partition range hash random uuid parse";

/** All functions of a JSONata expression in Step Functions, without `$`. `eval` is one that it does not run. */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set(`${STANDARD} ${ADDED}`.split(" "));
