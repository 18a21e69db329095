// A file deleted in modules/ must not live on in lib/.
require("node:fs").rmSync("lib", { recursive: true, force: true });
