import { exampleNames, removeTempDirs } from "../support/paths";
import { synthExample } from "../support/synth-example";

afterAll(removeTempDirs);

test.each(exampleNames())("the synthesized JSON of examples/%s", async (name) => {
  for (const { name: stack, json } of await synthExample(name)) {
    // The local backend's path is that of the folder the program ran in.
    const { backend: _backend, ...terraform } = json.terraform ?? {};
    expect({ ...json, terraform }).toMatchSnapshot(stack);
  }
});
