import { request } from "node:http";
import type { Fetch } from "@bijak/contract";

/** A `fetch` that reaches the origins of an institution at a port of this computer, before their names lead here. Plain HTTP over loopback. */
export function fetchAt(port: number): Fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const { host, origin, pathname, search } = new URL(input);
      const headers = { ...Object.fromEntries(new Headers(init.headers)), host, origin };
      const sending = request(
        { host: "127.0.0.1", port, path: pathname + search, method: init.method ?? "GET", headers },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on("data", (chunk: Buffer) => void chunks.push(chunk));
          reply.once("error", reject);
          reply.once("end", () =>
            resolve(responseOf(reply.statusCode ?? 500, Buffer.concat(chunks))),
          );
        },
      );
      sending.once("error", reject);
      sending.end(bodyOf(init.body));
    });
}

const responseOf = (status: number, body: Buffer<ArrayBuffer>): Response =>
  new Response(body.length === 0 ? null : body, { status });

function bodyOf(body: RequestInit["body"]): string | Uint8Array | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new TypeError("the contract sends text or bytes");
}
