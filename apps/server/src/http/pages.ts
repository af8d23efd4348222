import type { InstanceFile } from "@bijak/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readWebRoot, sendFile, type StaticFile } from "./files.ts";
import { setHeaders } from "./headers.ts";

type Page = { readonly type: string; readonly body: string };

export type PageParts = {
  readonly webRoot: string;
  readonly publicOrigin: string;
  /** A page that was rendered once; null when there is none at this path. */
  readonly findPage: (path: string) => Promise<Page | null>;
  /** What is pinned beside the bundle (R30); null before the founding. */
  readonly findInstanceFile: () => Promise<InstanceFile | null>;
};

/** Style and mark of published pages. Those pages are sandboxed, so their origin counts as foreign to their own files. */
const PUBLISHED_PARTS = new Set(["/gaya.css", "/mark.svg"]);
/** Which page stands at an address of the staff's side. */
const STAFF_PAGES: readonly (readonly [address: RegExp, page: string])[] = [
  [/^\/(masuk|(ruang|admin)(\/.*)?)?$/u, "/ruang"],
  [/^\/undangan$/u, "/undangan"],
  [/^\/pemulihan$/u, "/pemulihan"],
];
/** Of the porch: there is nobody yet who could sign in. */
const PORCH_PAGES: typeof STAFF_PAGES = [[/^\/admin\/penyiapan$/u, "/penyiapan"]];
const STAFF_FOLDERS = ["/ruang", "/undangan", "/pemulihan", "/penyiapan"];
/** It holds recovery shares for a moment: it may reach nothing, not even us. */
const OFFLINE_PAGE = "/pemulihan";
const IMMUTABLE = "private, max-age=31536000, immutable";

/** Pages and files of the public side: reporter's pages, published pages, assets. Nothing of it is cached on a reporter's device (crypto.md 4). */
export function openPublicPages(app: FastifyInstance, parts: PageParts): void {
  const files = withoutStaffPages(readWebRoot(parts.webRoot));
  const isHttps = parts.publicOrigin.startsWith("https:");
  openInstanceFile(app, parts);
  app.get("/*", async (request, reply) => {
    const path = pathOf(request);
    const file = files.get(path) ?? files.get(`${path}/`);
    if (file !== undefined) return sendPublicFile(request, reply, { path, file });
    const page = await parts.findPage(path);
    if (page === null) return reply.callNotFound();
    setHeaders(reply, "published", isHttps);
    return reply
      .header("cross-origin-resource-policy", "cross-origin")
      .type(page.type)
      .send(page.body);
  });
}

function sendPublicFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, file }: { path: string; file: StaticFile },
): FastifyReply {
  if (file.type.startsWith("text/html")) void reply.header("x-robots-tag", "noindex");
  if (PUBLISHED_PARTS.has(path)) void reply.header("cross-origin-resource-policy", "cross-origin");
  return sendFile(request, reply, file);
}

/** Pages and files of the staff's side: a few pages for all its addresses, and assets that may be kept, because their names change with their content. */
export function openStaffPages(app: FastifyInstance, parts: PageParts): void {
  openInstanceFile(app, parts);
  openPagesAt(app, parts, STAFF_PAGES);
}

/** Before there is an institution: the page of the ceremony at which it is made. */
export function openPorchPages(
  app: FastifyInstance,
  parts: Pick<PageParts, "webRoot" | "publicOrigin">,
): void {
  openPagesAt(app, parts, PORCH_PAGES);
}

function openPagesAt(
  app: FastifyInstance,
  { webRoot, publicOrigin }: Pick<PageParts, "webRoot" | "publicOrigin">,
  pages: typeof STAFF_PAGES,
): void {
  const files = readWebRoot(webRoot);
  const isHttps = publicOrigin.startsWith("https:");
  app.get("/*", async (request, reply) => {
    const path = pathOf(request);
    const page = pages.find(([address]) => address.test(path))?.[1];
    const file = files.get(page ?? path);
    const isOtherPage = page === undefined && file?.type.startsWith("text/html") === true;
    if (file === undefined || isOtherPage) return reply.callNotFound();
    if (page === OFFLINE_PAGE) setHeaders(reply, "offline", isHttps);
    if (file.isHashed) void reply.header("cache-control", IMMUTABLE);
    return sendFile(request, reply, file);
  });
}

function openInstanceFile(app: FastifyInstance, { findInstanceFile }: PageParts): void {
  app.get(
    "/instance.json",
    async (_request, reply) => (await findInstanceFile()) ?? reply.callNotFound(),
  );
}

const pathOf = ({ url }: FastifyRequest): string => {
  const path = url.split("?")[0] ?? "/";
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
};

const withoutStaffPages = (
  files: ReadonlyMap<string, StaticFile>,
): ReadonlyMap<string, StaticFile> =>
  new Map([...files].filter(([path]) => !STAFF_FOLDERS.some((folder) => path.startsWith(folder))));
