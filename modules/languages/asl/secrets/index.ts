export { isSecret } from "./credentials";
export { secretQueryNames, shownEndpoint } from "./endpoint";
export { shownFinding, withoutSecrets } from "./shown";
