import { join } from "node:path";
import { buildWebClient, isStale } from "../apps/cli/src/web-build.ts";
import { SENTENCES } from "../apps/cli/src/words/index.ts";

/* Builds what has to be built: the web client, unless the build that lies there is of just these sources. */
const root = join(import.meta.dirname, "..");
if (isStale(root)) await buildWebClient(root, SENTENCES.en);
