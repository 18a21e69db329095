export { Grant, type IGrantable, type IPrincipal } from "./grant";
export type { Conditions, PolicyStatement, Principals } from "./policy";
export { type IRole, Role, type RoleProps } from "./role";
