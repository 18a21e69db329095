import prepareTerraform from "../support/global-setup";
import { installMinistack } from "./ministack-install";

/** Before test files run side by side: each finds Terraform's provider and the emulator installed. */
export default async function prepare(): Promise<void> {
  await prepareTerraform();
  await installMinistack();
}
