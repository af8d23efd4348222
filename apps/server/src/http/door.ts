import type { InputOf, ReplyOf, Route } from "@bijak/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What a door hands to its rule: parsed input, and the raw request only for cookies and sockets. */
export type Call<R extends Route> = InputOf<R> & { readonly request: FastifyRequest; readonly reply: FastifyReply };

/**
 * Opens one door of the contract. Input is parsed against the route's schema before `rule` runs; what `rule` gives is the reply.
 * `created` routes answer 200 alike: a reporter's traffic shows no difference between first and repeated requests.
 */
export function openDoor<R extends Route>(app: FastifyInstance, route: R, rule: (call: Call<R>) => Promise<ReplyOf<R>>): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.maxBytes ?? 65_536,
    schema: {
      ...(route.params === undefined ? {} : { params: route.params }),
      ...(route.query === undefined ? {} : { querystring: route.query }),
      ...(route.body === undefined || route.body === "bytes" ? {} : { body: route.body }),
    },
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body, request, reply };
      const answer = await rule(input as unknown as Call<R>); // the validator compiler has checked each part against the route
      if (route.reply === "none") return reply.code(204).send();
      if (route.reply === "bytes") return reply.type("application/octet-stream").send(answer);
      return answer;
    },
  });
}
