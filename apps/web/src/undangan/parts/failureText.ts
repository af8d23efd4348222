import { isCeremonyFailure } from "../../lib/calls/link.ts";
import type { Failure } from "../../lib/calls/protocol.ts";
import type { KeyWords } from "../../lib/keys/words.ts";
import type { InviteWords } from "../copy/index.ts";

/** The sentence for keys that could not be made. */
export function failureText(
  { code }: Failure,
  { failures }: InviteWords,
  keyWords: KeyWords,
): string {
  if (isCeremonyFailure(code)) return keyWords.failures[code];
  switch (code) {
    case "network":
    case "reply-malformed":
      return failures.network;
    case "rate-limited":
      return failures.busy;
    case "passkey-refused":
      return failures.passkeyRefused;
    default:
      return failures.other(code);
  }
}
