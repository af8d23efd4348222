import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const dist = join(root, "dist");

/** The oldest browsers we serve; they decide prefixes and syntax. */
const floor = ["chrome111", "firefox115", "safari16.4"];

const page = (path: string): string => join(root, path, "index.html");

/** Writes `<file>.br` beside every script and style sheet, so that the server compresses nothing at request time. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async closeBundle() {
      const names = await readdir(dist, { recursive: true });
      const texts = names.filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(texts.map((name) => compress(join(dist, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${path}.br`, brotliCompressSync(bytes, { params }));
}

/*
 * [Note: Kinds of age recipients left out]
 *
 * age-encryption brings recipients for hardware tags (curve P-256) and passphrases (scrypt). Our envelope refuses both
 * before age sees them, so that their code could never run here; without it a reporter loads a tenth less. The build
 * stops when the library no longer looks as expected.
 */
const LEFT_OUT: readonly (readonly [line: string, replacement: string])[] = [
  ['import { scrypt } from "@noble/hashes/scrypt.js";', "const scrypt = leftOut;"],
  [
    "import { MLKEM768P256, MLKEM768X25519 }",
    "const MLKEM768P256 = leftOut;\nimport { MLKEM768X25519 }",
  ],
  ['import { p256 } from "@noble/curves/nist.js";', "const p256 = leftOut;"],
];

const LEFT_OUT_VALUE =
  'const leftOut = new Proxy(() => {}, { get() { throw new Error("left out"); }, apply() { throw new Error("left out"); } });\n';

/** See [Note: Kinds of age recipients left out]. */
function leaveOutUnusedRecipients(): Plugin {
  return {
    name: "leave-out-unused-recipients",
    transform(code, id) {
      if (!id.endsWith("/age-encryption/dist/recipients.js")) return null;
      const left = LEFT_OUT.reduce((text, [line, replacement]) => {
        if (!text.includes(line)) throw new Error(`age-encryption has changed: ${line}`);
        return text.replace(line, replacement);
      }, code);
      return { code: LEFT_OUT_VALUE + left, map: null };
    },
  };
}

export default defineConfig({
  root,
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [leaveOutUnusedRecipients(), precompress()],
  build: {
    target: floor,
    cssTarget: floor,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        lapor: page("lapor"),
        pantau: page("pantau"),
        "en-lapor": page("en/lapor"),
        "en-pantau": page("en/pantau"),
        ruang: page("ruang"),
        gaya: join(root, "src/styles/gaya.css"),
      },
      // Modules of our own packages only define things: what an entry does not use is left out of it.
      treeshake: {
        manualPureFunctions: ["QSF", "createKitchenSink", "ecdhKem"],
        moduleSideEffects: [
          { test: /\/(packages\/[a-z]+\/src|node_modules\/typebox)\//, sideEffects: false },
        ],
      },
      output: {
        // The published pages name their style sheet without a hash.
        assetFileNames: ({ names }) =>
          names.includes("gaya.css") ? "gaya.css" : "assets/[name]-[hash][extname]",
      },
    },
  },
});
