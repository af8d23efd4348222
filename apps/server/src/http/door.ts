import { ApiError, type InputOf, type ReplyOf, type Route, type Scope } from "@bijak/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Where doors stand: each scope is a part of the server with its own headers, checks and log. */
export type Scopes = Readonly<Record<Scope, FastifyInstance>>;

/** What a door hands to its rule: parsed input, and the raw request only for cookies and sockets. */
export type Call<R extends Route> = InputOf<R> & {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** Most bytes of a body where the contract does not allow more. */
export const USUAL_BYTES = 65_536;

/** Asks who calls, from the head of a request alone; throws when it is nobody who may. */
type Gate = (request: FastifyRequest) => Promise<unknown>;

const NOTHING = Object.freeze({ type: "object", properties: {}, additionalProperties: false });

/**
 * Opens one door of the contract in the scope it belongs to. Input is parsed against the route's schema before `rule` runs; what `rule` gives is the reply.
 * First and repeated requests answer alike: a reporter's traffic shows no difference between them.
 */
export function openDoor<R extends Route>(
  app: Scopes,
  route: R,
  rule: (call: Call<R>) => Promise<ReplyOf<R>>,
): void {
  const { maxBytes = USUAL_BYTES, scope } = route;
  if (maxBytes > USUAL_BYTES && (scope === "staff" || scope === "founding"))
    throw new Error(`${route.method} ${route.path} takes large bodies and needs a gate`);
  openAt(app, { route, gate: null }, rule);
}

/** The same for a door that asks who calls before it reads a byte of the body: every large one that is not open to everybody. */
export function openGatedDoor<R extends Route>(
  app: Scopes,
  at: { readonly route: R; readonly gate: Gate },
  rule: (call: Call<R>) => Promise<ReplyOf<R>>,
): void {
  openAt(app, at, rule);
}

function openAt<R extends Route>(
  app: Scopes,
  { route, gate }: { readonly route: R; readonly gate: Gate | null },
  rule: (call: Call<R>) => Promise<ReplyOf<R>>,
): void {
  app[route.scope].route({
    method: route.method,
    url: route.path,
    bodyLimit: route.maxBytes ?? USUAL_BYTES,
    config: { scope: route.scope },
    onRequest: async (request) => {
      await gate?.(request);
      ensureBodyKind(route, request);
    },
    schema: {
      params: route.params ?? NOTHING,
      querystring: route.query ?? NOTHING,
      ...(route.body === undefined || route.body === "bytes" ? {} : { body: route.body }),
    },
    handler: async (request, reply) => {
      const input = {
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      };
      const answer = await rule(input as unknown as Call<R>); // the validator compiler has checked each part against the route
      if (route.reply === "none") return reply.code(204).send();
      if (route.reply === "bytes") return reply.type("application/octet-stream").send(answer);
      return answer;
    },
  });
}

const JSON_TYPE = /^application\/json\s*(;|$)/iu;
const BYTES_TYPE = /^application\/octet-stream\s*(;|$)/iu;

/** Refuses a body of another kind than the door takes before any of it is read. */
function ensureBodyKind({ method, body }: Route, { headers }: FastifyRequest): void {
  const type = headers["content-type"];
  const wanted = body === undefined ? null : body === "bytes" ? BYTES_TYPE : JSON_TYPE;
  const isFitting =
    wanted === null
      ? method === "GET" || (type === undefined && !hasBody(headers))
      : type !== undefined && wanted.test(type);
  if (!isFitting) throw new ApiError("request-malformed");
}

const hasBody = (headers: FastifyRequest["headers"]): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
