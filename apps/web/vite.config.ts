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

export default defineConfig({
  root,
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [precompress()],
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
      output: {
        // The published pages name their style sheet without a hash.
        assetFileNames: ({ names }) =>
          names.includes("gaya.css") ? "gaya.css" : "assets/[name]-[hash][extname]",
      },
    },
  },
});
