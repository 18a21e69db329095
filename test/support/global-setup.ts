import { removeTempDirs } from "./paths";
import { terraformAvailability } from "./terraform";

/** Before test files run side by side: where the provider is not at hand, one of them only may download it. */
export default async function prepare(): Promise<void> {
  await terraformAvailability();
  removeTempDirs();
}
