import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a database that can be shut: what a lost network looks like to the server. */
export type Gate = {
  readonly url: string;
  /** Cuts every connection and refuses new ones. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Puts a gate before the PostgreSQL at `target`. */
export async function createGate(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("a TCP server has an address with a port");
  const own = address.port;
  const shut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  const url = new URL(target);
  url.host = `127.0.0.1:${own}`;
  return {
    url: url.href,
    shut,
    open: async () => {
      server.listen(own, "127.0.0.1");
      await once(server, "listening");
    },
    close: shut,
  };
}
