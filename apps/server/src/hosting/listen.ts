import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ERRORS, type ErrorCode } from "@bijak/contract";
import type { FastifyInstance } from "fastify";
import { ConfigError } from "../config.ts";
import { isHostOf } from "../http/host.ts";

/** One origin and who answers there. */
type Site = { readonly origin: string; readonly side: FastifyInstance };

type Listener = {
  readonly port: number;
  /** From now on these answer, each under its own host name. */
  readonly show: (sites: readonly Site[]) => void;
  /** Ends the listener once what is under way is answered, after ten seconds in any case. */
  readonly close: () => Promise<void>;
};

const CLOSE_MS = 10_000;
const LOOK_MS = 20;

/** A slow line may take five minutes for a body, but not for its head; connections beyond the most are closed at once. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 300_000;
const MOST_CONNECTIONS = 4_096;
const MOST_HEADERS = 100;

/** Listens on a port (0: any free one). The Host header of each request chooses the institution; a name that belongs to none is refused. */
async function listen(host: string, port: number): Promise<Listener> {
  let shown: readonly Site[] | null = null;
  const times = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS };
  const server = createServer(times, (request, response) => {
    const site = shown?.find(({ origin }) => isHostOf(origin, request.headers.host));
    if (site !== undefined) site.side.routing(request, response);
    else refuse(request, response, shown === null ? "storage-lost" : "host-unknown");
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.maxHeadersCount = MOST_HEADERS;
  await start(server, host, port);
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("a TCP server has an address with a port");
  return {
    port: address.port,
    show: (sites) => void (shown = sites),
    close: () => end(server),
  };
}

/** The public side's listener and the staff's. */
export type Listeners = { readonly public: Listener; readonly staff: Listener };

/** Public side on the port, staff's side on the next; with port 0 on any two. Throws `ConfigError` when one is in use. */
export async function listenTwice(host: string, port: number): Promise<Listeners> {
  const first = await listen(host, port);
  try {
    return { public: first, staff: await listen(host, port === 0 ? 0 : port + 1) };
  } catch (fault) {
    await first.close();
    throw fault;
  }
}

async function start(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once("error", (fault: NodeJS.ErrnoException) =>
      fail(
        fault.code === "EADDRINUSE"
          ? new ConfigError(`Port ${port} is in use by another program.`)
          : fault,
      ),
    );
    server.listen({ host, port }, done);
  });
}

async function end(server: Server): Promise<void> {
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const last = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await new Promise<void>((done) => server.close(() => done()));
  clearInterval(looking);
  clearTimeout(last);
}

function refuse(request: IncomingMessage, response: ServerResponse, code: ErrorCode): void {
  const [status, sentence] = ERRORS[code];
  request.resume();
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(JSON.stringify({ code, sentence }));
}
