import assert from "node:assert/strict";
import { test } from "node:test";
import { askSecret } from "../src/ask.ts";
import { main } from "../src/main.ts";
import { print, printJson } from "../src/world.ts";
import { en } from "../src/words/en.ts";
import { id } from "../src/words/id.ts";
import { aWorld } from "./world.ts";

test("what a stranger hid in a text is shown, not obeyed by the terminal", () => {
  const heard = aWorld();
  print(heard.world, "a\u001b[2Jb\u0007\u009b31m\u202eevil\nnext\tcolumn");
  assert.equal(heard.stdout(), "a\ufffd[2Jb\ufffd\ufffd31m\ufffdevil\nnext\tcolumn\n");
});

test("JSON keeps such characters, escaped", () => {
  const heard = aWorld();
  const value = { text: "a\u001b\u009b\u202e\u2066b" };
  printJson(heard.world, value);
  const line = heard.stdout();
  assert.doesNotMatch(line.trimEnd(), /[\p{Cc}\u202e\u2066]/u);
  assert.deepEqual(JSON.parse(line), value);
});

test("a secret is the first line of standard input, without blanks around it, and is not printed", async () => {
  const heard = aWorld("  hush \nnot this\n");
  assert.equal(await askSecret(heard.world, "? "), "hush");
  assert.equal(heard.stdout() + heard.stderr(), "");
});

test("no input is an empty secret, not an endless wait", async () => {
  assert.equal(await askSecret(aWorld().world, "? "), "");
});

for (const [words, code, says] of [
  [["dance"], 2, /Tidak ada perintah "dance"/u],
  [["dance", "--lang", "en"], 2, /There is no command "dance"/u],
  [["help", "--lang", "fr"], 2, /--lang fr/u],
  [["report", "--lang=en", "--oops"], 2, /Option not understood/u],
  [["mailbox", "--lang", "en"], 1, /That code is wrong/u],
  [["cases", "list", "--lang", "en"], 2, /--name is needed/u],
  [["cases", "dance", "--lang", "en"], 2, /There is no command "cases dance"/u],
] as const) {
  test(`"${words.join(" ")}" ends with ${code} and a sentence`, async () => {
    const heard = aWorld();
    assert.equal(await main(words, heard.world), code);
    assert.match(heard.stderr(), says);
  });
}

test("a server that is not there ends in a sentence", async () => {
  const heard = aWorld("0123456789012345678901234583\n");
  assert.equal(
    await main(["mailbox", "--server", "http://localhost:1", "--lang", "en"], heard.world),
    1,
  );
  assert.match(heard.stderr(), /The server does not answer\. \(network\)/u);
});

test("every refusal has a sentence of its own in both languages", () => {
  for (const words of [id.refusals, en.refusals])
    assert.equal(new Set(Object.values(words)).size, Object.keys(words).length);
});
