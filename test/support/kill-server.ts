import { DEFAULT_LIMITS, serve } from "../../apps/server/src/main.ts";

/*
 * A server on the data folder named on the command line, with cheap proofs of work so that many reports arrive in a short time.
 * Prints one JSON line when it answers, and ends only when it is killed.
 */
const [data = ""] = process.argv.slice(2);
const proof = { cost: 1, report: [1, 2], mailbox: [1, 2], upload: [1, 2] } as const;
const limits = { ...DEFAULT_LIMITS, proof };
const running = await serve({
  port: 0,
  data,
  env: {},
  webRoot: data,
  limits,
  write: () => undefined,
});
const { publicOrigin, staffOrigin, foundingToken } = running;
console.log(JSON.stringify({ publicOrigin, staffOrigin, foundingToken }));
