import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import {
  ApiError,
  createApi,
  ERRORS,
  publicRoutes,
  reporterRoutes,
  staffRoutes,
  type ErrorCode,
} from "../src/index.ts";

type Reply = { status: number; body: string };
let reply: Reply = { status: 200, body: "{}" };
let seen = { path: "", method: "", headers: {} as Record<string, unknown>, body: "" };

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    seen = {
      path: request.url ?? "",
      method: request.method ?? "",
      headers: request.headers,
      body: Buffer.concat(pieces).toString("latin1"),
    };
    response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
  });
});
let origin = "";

before(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const codeOf = (fault: unknown): string =>
  fault instanceof ApiError ? fault.code : `not an ApiError: ${String(fault)}`;
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => "no refusal", codeOf);

describe("the typed client", () => {
  test("puts parameters and query into the address, escaped", async () => {
    reply = { status: 200, body: '{"rows":[],"next":null}' };
    await createApi(origin).call(staffRoutes.cases, {
      query: { unit: "A&b=/", view: "all", limit: "5", today: "1" },
    });
    assert.equal(seen.path, "/api/cases?unit=A%26b%3D%2F&view=all&limit=5&today=1");
    reply = { status: 200, body: `{"sha256":"${"A".repeat(43)}="}` };
    await createApi(origin).call(
      reporterRoutes.part,
      { params: { file: "../x", part: "0" }, body: Uint8Array.of(0xff, 0) },
      { bearer: "token" },
    );
    assert.equal(seen.path, "/api/uploads/..%2Fx/0");
    assert.equal(seen.body, "\xff\0");
    assert.equal(seen.headers["authorization"], "Bearer token");
    assert.equal(seen.headers["content-type"], "application/octet-stream");
  });

  test("gives each code of the register back as it is", async () => {
    for (const [code, [status]] of Object.entries(ERRORS)) {
      reply = { status, body: JSON.stringify({ code, sentence: "…" }) };
      assert.equal(await refusal(createApi(origin).call(publicRoutes.health, {})), code);
    }
  });

  test("a reply that does not fit its schema is malformed, never half understood", async () => {
    for (const body of [
      "{}",
      '{"isReady":"yes","version":"1"}',
      '{"isReady":true,"version":"1","more":0}',
      "null",
    ]) {
      reply = { status: 200, body };
      assert.equal(
        await refusal(createApi(origin).call(publicRoutes.health, {})),
        "reply-malformed",
      );
    }
  });

  test("no server, a torn reply and a reply that is no JSON are network faults and may be tried again", async () => {
    assert.equal(
      await refusal(createApi("http://127.0.0.1:9").call(publicRoutes.health, {})),
      "network",
    );
    reply = { status: 200, body: '{"isReady":tr' };
    assert.equal(await refusal(createApi(origin).call(publicRoutes.health, {})), "network");
    assert.equal(new ApiError("network").isRetryable, true);
  });

  test("an error page of something between is a lost store when it is a 5xx", async () => {
    reply = { status: 502, body: "<html>" };
    assert.equal(await refusal(createApi(origin).call(publicRoutes.health, {})), "storage-lost");
  });
});

describe("the error register", () => {
  test("has a sentence that ends, a 4xx or 5xx status and no doubled sentence", () => {
    const sentences = Object.values(ERRORS).map(([, sentence]) => sentence);
    assert.equal(new Set(sentences).size, sentences.length);
    for (const [status, sentence] of Object.values(ERRORS)) {
      assert.match(sentence, /^[A-Z].*\.$/u);
      assert.ok(status >= 400 && status < 600);
    }
  });

  test("tells the same of a wrong receipt, an unknown one and an erased one", () => {
    const code: ErrorCode = "mailbox-not-found";
    assert.equal(ERRORS[code][0], 404);
  });
});
