import { ApiError, type InputOf, type ReplyOf, type Route, type Scope } from "@bijak/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Where doors stand: each scope is a part of the server with its own headers, checks and log. */
export type Scopes = Readonly<Record<Scope, FastifyInstance>>;

/** What a door hands to its rule: parsed input, and the raw request only for cookies and sockets. */
export type Call<R extends Route> = InputOf<R> & {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

const JSON_BYTES = 65_536;
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
  app[route.scope].route({
    method: route.method,
    url: route.path,
    bodyLimit: route.maxBytes ?? JSON_BYTES,
    config: { scope: route.scope },
    schema: {
      params: route.params ?? NOTHING,
      querystring: route.query ?? NOTHING,
      ...(route.body === undefined || route.body === "bytes" ? {} : { body: route.body }),
    },
    handler: async (request, reply) => {
      ensureBodyKind(route, request.body);
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

function ensureBodyKind(route: Route, body: unknown): void {
  const isBytes = body instanceof Uint8Array;
  const isFitting =
    route.body === undefined
      ? body === undefined || body === null
      : isBytes === (route.body === "bytes");
  if (!isFitting) throw new ApiError("request-malformed");
}
