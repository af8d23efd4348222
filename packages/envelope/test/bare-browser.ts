import assert from "node:assert/strict";
import { EVERY_NOTE, SECRETS, openFile, sealFile } from "./objects.ts";
import { withOldBrowser } from "./old-browser.ts";
import { REALM, aWorld } from "./support.ts";

/*
 * Run by a test in a process of its own that forbids code from strings: every kind of object is sealed and opened
 * with the means that the most restricted browser has. Not a test file itself. (Node needs WebAssembly to read
 * TypeScript, so it is taken away only after that; the source is searched for it by another test.)
 */
Reflect.deleteProperty(globalThis, "WebAssembly");
assert.equal(Reflect.has(globalThis, "WebAssembly"), false);
assert.throws(() => Reflect.construct(Function, ["return 1"]), EvalError);

const suite = process.argv[2] === "pq" ? "pq" : "x25519";

await withOldBrowser(async () => {
  const world = await aWorld({ ...REALM, suite });
  for (const object of EVERY_NOTE) {
    await object.open(await object.seal(world), world, [object.key(world)]);
  }
  const blob = await openFile(world.c0.identity, await sealFile(world, [world.c0.recipient]));
  assert.equal(await blob.text(), SECRETS.fileContent);
});

process.stdout.write("all opened\n");
