import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** One file of the built web client, in memory: nothing is read from disk at request time, so no path can lead elsewhere. */
export type StaticFile = {
  readonly type: string;
  readonly bytes: Buffer;
  readonly brotli: Buffer | null;
  readonly isHashed: boolean;
};

const TYPES: Readonly<Record<string, string>> = Object.freeze({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
});

/** Reads the built web client below `root`: URL path to file. Pages stand under their folder (`/lapor`). Empty when it was not built. */
export function readWebRoot(root: string): ReadonlyMap<string, StaticFile> {
  const names = listFiles(root);
  const known = new Set(names);
  const files = names.flatMap((name): [string, StaticFile][] => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const bytes = readFileSync(join(root, name));
    const twin = known.has(`${name}.br`) ? readFileSync(join(root, `${name}.br`)) : null;
    const brotli = twin !== null && isTwinOf(bytes, twin) ? twin : null;
    return [
      [
        pathOf(name),
        {
          type,
          bytes,
          brotli,
          isHashed: name.startsWith("assets/"),
        },
      ],
    ];
  });
  return new Map(files);
}

/** Whether the compressed file is the same one: a build under way may leave a torn or an older twin. */
function isTwinOf(bytes: Buffer, compressed: Buffer): boolean {
  try {
    return brotliDecompressSync(compressed, { maxOutputLength: bytes.length + 1 }).equals(bytes);
  } catch {
    return false;
  }
}

function listFiles(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch (fault) {
    if (fault instanceof Error && (fault as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw fault;
  }
}

const pathOf = (name: string): string => `/${name.replace(/(^|\/)index\.html$/u, "")}`;

/** Sends a file, compressed when the browser takes it. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
): FastifyReply {
  const takesBrotli =
    file.brotli !== null && /\bbr\b/u.test(request.headers["accept-encoding"] ?? "");
  void reply.header("vary", "Accept-Encoding").type(file.type);
  return takesBrotli
    ? reply.header("content-encoding", "br").send(file.brotli)
    : reply.send(file.bytes);
}
