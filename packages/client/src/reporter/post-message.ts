import { encodeSections, reporterRoutes, type ReporterMessageHead } from "@bijak/contract";
import type { ReporterKeys } from "@bijak/envelope";
import { encodeText } from "../shared/bytes.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { holderOf, withProof, type Solve } from "./proof.ts";

type Posting = Waiting & {
  readonly api: ReporterApi;
  readonly keys: ReporterKeys;
  readonly solve: Solve;
  readonly sealed: Uint8Array;
  readonly files: ReporterMessageHead["files"];
};

/** Sends a sealed message until it is certain that it is stored: the server knows it again by its digest. */
export function postMessage({
  api,
  keys,
  solve,
  sealed,
  files,
  ...waiting
}: Posting): Promise<unknown> {
  return withProof({ api, action: "mailbox", solve, ...waiting }, (proof) => {
    const head: ReporterMessageHead = { ...holderOf(keys), proof, files: [...files] };
    const body = encodeSections([encodeText(JSON.stringify(head)), sealed]);
    const call = (signal: AbortSignal) => api.call(reporterRoutes.message, { body }, { signal });
    return keepTrying(call, waiting, body.length);
  });
}
