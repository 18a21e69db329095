export { isSecret, isSecretName } from "./credentials";
export { secretQueryNames, shownEndpoint } from "./endpoint";
export { holdsCredential, isHiddenName, shortened, withoutCredentials, withoutSecrets } from "./shown";
