import type { Problems } from "../core/validate";
import type { EventPattern } from "./event-pattern";

export function checkEventPattern(_problems: Problems, _property: string, _pattern: EventPattern): void {}
