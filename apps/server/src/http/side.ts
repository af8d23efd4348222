import { ApiError, type Scope } from "@bijak/contract";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { conformsCompiler } from "./conforms-compiler.ts";
import { createCounts } from "./counts.ts";
import { type Scopes, USUAL_BYTES } from "./door.ts";
import { type Policy, setHeaders } from "./headers.ts";
import { isFromOwnPage, isHostOf } from "./host.ts";
import { parseJsonBytes } from "./json.ts";
import { createLimiter } from "./limiter.ts";
import { sendFault } from "./replies.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The scope of the door; none for pages and files. */
    readonly scope?: Scope;
  }
}

/** What a side is made of besides doors. */
export type SideParts = Pick<
  Parts,
  "publicOrigin" | "staffOrigin" | "clock" | "limits" | "logLine"
>;

/** The two origins of an institution, each a server of its own (rulings R29). */
export type Sides = { readonly publicSide: FastifyInstance; readonly staffSide: FastifyInstance };

/** Both sides, without doors yet. */
export function createSides(parts: SideParts): Sides {
  return { publicSide: createPublicSide(parts), staffSide: createStaffSide(parts) };
}

/** Where the doors of each scope stand. */
export const scopesOf = ({ publicSide, staffSide }: Sides): Scopes => ({
  public: publicSide,
  reporter: publicSide,
  staff: staffSide,
  founding: staffSide,
});

/** Public pages and everything a reporter does: no line per request, no cache, a limit per network at the doors of reporters (rulings R13). */
function createPublicSide(parts: SideParts): FastifyInstance {
  const app = createSide(parts, parts.publicOrigin, "reporter");
  const counts = createCounts("public", parts.clock.nowMs, parts.logLine);
  const limiter = createLimiter(parts.limits.requestsPerNetwork, parts.clock.nowMs);
  app.addHook("onRequest", async (request) => {
    if (request.routeOptions.config.scope === "reporter" && !limiter.admit(request.ip))
      throw new ApiError("rate-limited");
  });
  app.addHook("onResponse", async (_request, reply) => counts.add(reply.statusCode));
  app.addHook("onClose", async () => counts.flush());
  return app;
}

/** The staff's side: one line per request, by the door's pattern and never by its address. */
function createStaffSide(parts: SideParts): FastifyInstance {
  const app = createSide(parts, parts.staffOrigin, "staff");
  app.addHook("onRequest", async (request) => {
    if (!isFromOwnPage(parts.staffOrigin, request.method, request.headers))
      throw new ApiError("origin-refused");
  });
  app.addHook("onResponse", async (request, reply) =>
    parts.logLine(lineOf(request, reply.statusCode, parts.clock.nowMs())),
  );
  return app;
}

const lineOf = (request: FastifyRequest, status: number, nowMs: number): string =>
  `${new Date(nowMs).toISOString()} staff ${request.method} ${request.routeOptions.url ?? "(none)"} ${status}`;

function createSide(parts: SideParts, origin: string, policy: Policy): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: USUAL_BYTES,
    trustProxy: false,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  });
  const isHttps = new URL(origin).protocol === "https:";
  app.setValidatorCompiler(conformsCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (_request: FastifyRequest, body: Buffer) => parseJsonBytes(body),
  );
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer" },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  app.addHook("onRequest", async (request, reply) => {
    setHeaders(reply, policy, isHttps);
    if (!isHostOf(origin, request.headers.host)) throw new ApiError("host-unknown");
    if (request.is404) throw refusalOfAddress(app, request);
  });
  app.setErrorHandler((fault, _request, reply) => sendFault(fault, reply, parts.logLine));
  app.setNotFoundHandler((request, reply) =>
    sendFault(refusalOfAddress(app, request), reply, parts.logLine),
  );
  return app;
}

const refusalOfAddress = (app: FastifyInstance, request: FastifyRequest): ApiError =>
  new ApiError(isKnownPath(app, request) ? "method-unknown" : "route-unknown");

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;

/** Whether a door stands at this address for another method. The one route for pages and files (`*`) does not count. */
function isKnownPath(app: FastifyInstance, { method, url }: FastifyRequest): boolean {
  const path = url.split("?")[0] ?? "";
  return METHODS.some((other) => {
    const found = other === method ? null : app.findRoute({ method: other, url: path });
    return found !== null && !("*" in found.params);
  });
}
