import { createServer, connect, type AddressInfo, type Socket } from "node:net";

export type Recorder = {
  readonly port: number;
  /** Every byte that went through, in both directions. */
  readonly bytes: () => Buffer;
  readonly close: () => void;
};

/** A wire tap: passes bytes on to a port of loopback and back, and keeps a copy of them. */
export async function tap(targetPort: number): Promise<Recorder> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => void chunks.push(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port, // a TCP server that listens
    bytes: () => Buffer.concat(chunks),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A Chromium flag that leads each origin's host and port through its tap, while pages and the server see the real one. */
export function routeThrough(
  taps: readonly { readonly origin: string; readonly recorder: Recorder }[],
): string {
  const rules = taps.map(
    ({ origin, recorder }) => `MAP ${new URL(origin).host} 127.0.0.1:${recorder.port}`,
  );
  return `--host-resolver-rules=${rules.join(", ")}`;
}
