import { conforms } from "./conforms.ts";
import { ApiError, isErrorCode } from "./errors.ts";
import type { InputOf, ReplyOf, Route } from "./route.ts";

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Calls doors of one origin. Never follows redirects, never caches, never sends a referrer. */
export type Api = {
  readonly call: <R extends Route>(
    route: R,
    input: InputOf<R>,
    options?: CallOptions,
  ) => Promise<ReplyOf<R>>;
};
export type CallOptions = { readonly signal?: AbortSignal; readonly bearer?: string };

type LooseInput = {
  readonly params?: Record<string, string | number>;
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
};

/**
 * A client for the server at `origin` (empty for the page's own origin).
 * Throws `ApiError` with the server's code, `network` when no reply came, `reply-malformed` when a reply does not fit its schema.
 */
export function createApi(
  origin: string,
  fetchOnce: Fetch = (input, init) => fetch(input, init),
): Api {
  return {
    call: async (route, input, options) => {
      const request = requestOf(route, input as LooseInput, options); // every InputOf is a LooseInput
      const response = await send(fetchOnce, origin + pathOf(route, input as LooseInput), request); // likewise
      if (!response.ok) throw await refusalOf(response);
      return (await replyOf(route, response)) as ReplyOf<typeof route>; // replyOf checked it against route.reply
    },
  };
}

async function send(fetchOnce: Fetch, address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetchOnce(address, request);
  } catch (fault) {
    if (request.signal?.aborted) throw fault;
    throw new ApiError("network");
  }
}

function requestOf(route: Route, input: LooseInput, options?: CallOptions): RequestInit {
  const headers: Record<string, string> = {};
  if (route.body !== undefined)
    headers["content-type"] =
      route.body === "bytes" ? "application/octet-stream" : "application/json";
  if (options?.bearer !== undefined) headers["authorization"] = `Bearer ${options.bearer}`;
  return {
    method: route.method,
    headers,
    redirect: "error",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    credentials: "same-origin",
    signal: options?.signal ?? null,
    body:
      route.body === undefined
        ? null
        : route.body === "bytes"
          ? (input.body as Uint8Array<ArrayBuffer>)
          : JSON.stringify(input.body), // a bytes body is a Uint8Array by InputOf
  };
}

function pathOf(route: Route, input: LooseInput): string {
  const path = route.path.replace(/:([a-zA-Z]+)/gu, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? "")),
  );
  const query = Object.entries(input.query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

async function refusalOf(response: Response): Promise<ApiError> {
  const reply: unknown = await response.json().catch(() => null);
  const code = typeof reply === "object" && reply !== null && "code" in reply ? reply.code : null;
  if (typeof code === "string" && isErrorCode(code)) return new ApiError(code);
  return new ApiError(response.status >= 500 ? "storage-lost" : "reply-malformed");
}

async function replyOf(route: Route, response: Response): Promise<unknown> {
  if (route.reply === "none") return undefined;
  try {
    if (route.reply === "bytes") return new Uint8Array(await response.arrayBuffer());
    const reply: unknown = await response.json();
    if (conforms(route.reply, reply)) return reply;
  } catch {
    throw new ApiError("network");
  }
  throw new ApiError("reply-malformed");
}
