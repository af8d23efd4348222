import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;

/** The oldest browsers we serve; they decide prefixes and syntax. */
const floor = ["chrome111", "firefox115", "safari16.4"];

const page = (path: string): string => join(root, path, "index.html");

/** Writes `<file>.br` beside every script, style sheet and page, so that the server compresses nothing at request time. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async closeBundle() {
      const dist = resolve(root, this.environment.config.build.outDir);
      const names = await readdir(dist, { recursive: true });
      const texts = names.filter((name) => /\.(js|css|html)$/.test(name));
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

const REGISTERS = /\/packages\/(contract\/src\/(errors|public-routes)|envelope\/src\/errors)\.ts$/;

/** The English sentences of the registers are for logs and documents. Pages say everything in words of their own. */
function leaveOutRegisterSentences(): Plugin {
  return {
    name: "leave-out-register-sentences",
    enforce: "pre",
    transform(code, id) {
      if (!REGISTERS.test(id)) return null;
      const left = code.replace(/"[A-Z][^"\n]*\."(?=[,\]])/g, '""');
      if (left === code) throw new Error(`no sentences found in ${id}`);
      return { code: left, map: null };
    },
  };
}

/**
 * noble keeps X25519, which age always uses, and Ed25519, which only old browsers need, in one file. Ed25519 is taken
 * from a second copy of it and of what it imports, so that it is loaded by itself and only where it is needed.
 */
function splitOffEd25519(): Plugin {
  const copy = "?ed25519";
  return {
    name: "split-off-ed25519",
    enforce: "pre",
    async resolveId(source, importer) {
      const isDoor =
        source === "@noble/curves/ed25519.js" && importer?.endsWith("/envelope/src/ed25519.ts");
      if (!isDoor && !importer?.endsWith(copy)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && `${found.id}${copy}`;
    },
  };
}

/*
 * [Note: One build for each person]
 *
 * Every entry is built by itself, so that a reporter's page holds not one function of the staff's, and a page stays as
 * small as what it uses. Nothing is shared between the entries; nobody needs two of them on one visit. The reporter's form
 * comes last: it stands for a build that went through.
 */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  published: [join(root, "src/styles/gaya.css")],
  ruang: [page("ruang")],
  undangan: [page("undangan")],
  penyiapan: [page("penyiapan")],
  pemulihan: [page("pemulihan")],
  pantau: [page("pantau"), page("en/pantau")],
  lapor: [page("lapor"), page("en/lapor")],
};

const [first] = Object.keys(ENTRIES);

const environmentFor = (name: string, input: readonly string[]) => ({
  consumer: "client" as const,
  build: {
    copyPublicDir: name === first,
    emptyOutDir: name === first,
    rolldownOptions: { input: [...input] },
  },
});

export default defineConfig({
  root,
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [
    leaveOutUnusedRecipients(),
    leaveOutRegisterSentences(),
    splitOffEd25519(),
    precompress(),
  ],
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(ENTRIES)) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  environments: Object.fromEntries(
    Object.entries(ENTRIES).map(([name, input]) => [name, environmentFor(name, input)]),
  ),
  build: {
    outDir: "dist",
    target: floor,
    cssTarget: floor,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Modules of our own packages and TypeBox only define things: what an entry does not use is left out of it.
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
