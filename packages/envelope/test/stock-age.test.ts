import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { generateIdentity, openBytes, recipientOf } from "@bijak/envelope";
import { EVERY_NOTE, SECRETS, sealFile } from "./objects.ts";
import { aWorld, utf8, type World } from "./support.ts";

/*
 * What is sealed here must open without us: with the `age` program and tar. Suite x25519 only, because `age` before
 * 1.3 knows no other.
 */
const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;
const MISSING = ["age", "tar"].filter((program) => !isThere(program));
const skip = MISSING.length > 0 && `NOT PROVED: ${MISSING.join(" and ")} not installed`;

let world: World;
let folder: string;

before(async () => {
  world = await aWorld();
  folder = mkdtempSync(join(tmpdir(), "stock-age-"));
});

after(() => rmSync(folder, { recursive: true }));

function run(program: string, parameters: readonly string[], input: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(program, parameters, { input, maxBuffer: 2 ** 27 });
  assert.equal(stderr.toString(), "");
  assert.equal(status, 0);
  return stdout;
}

/** `age -d -i key | tar -xOf -` */
function openByHand(bytes: Uint8Array, key: string): string {
  const keyFile = join(folder, "key.txt");
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  return run("tar", ["-xOf", "-"], run("age", ["-d", "-i", keyFile], bytes)).toString();
}

describe("Debian's age and GNU tar", () => {
  for (const object of EVERY_NOTE) {
    test(`open: ${object.kind}`, { skip }, async () => {
      const text = openByHand(await object.seal(world), object.key(world));
      assert.ok(
        text.startsWith(`bijak/v1/${object.entry}\n${world.realm.instance}\n`),
        text.slice(0, 80),
      );
      assert.match(text, /\n\n(?:— \S+ \S+\n)+$/);
    });
  }

  test("list exactly one entry, named after its kind", { skip }, async () => {
    for (const object of EVERY_NOTE) {
      const archive = await openBytes([object.key(world)], await object.seal(world));
      assert.equal(run("tar", ["-tf", "-"], archive).toString(), `${object.entry}\n`);
    }
  });

  test("open a file from its joined parts", { skip }, async () => {
    const { parts } = await sealFile(world, [world.c0.recipient]);
    const joined = Buffer.concat(parts);
    assert.equal(openByHand(new Uint8Array(joined), world.c0.identity), SECRETS.fileContent);
  });

  test("seal what we open", { skip }, async () => {
    const identity = await generateIdentity("x25519");
    const recipient = await recipientOf(identity);
    const sealed = run("age", ["-r", recipient, "-r", world.c0.recipient], utf8("isi dari luar"));
    assert.deepEqual(await openBytes([identity], new Uint8Array(sealed)), utf8("isi dari luar"));
    assert.deepEqual(
      await openBytes([world.c0.identity], new Uint8Array(sealed)),
      utf8("isi dari luar"),
    );
  });

  test("agree with us on the public key of a private key", { skip }, async () => {
    const identity = await generateIdentity("x25519");
    const printed = run("age-keygen", ["-y"], utf8(`${identity}\n`)).toString();
    assert.equal(printed, `${await recipientOf(identity)}\n`);
  });
});
