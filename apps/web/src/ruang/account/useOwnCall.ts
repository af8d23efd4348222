import { useCallback, useRef, useState } from "preact/hooks";
import { isCeremonyFailure } from "../../lib/calls/link.ts";
import { useKeyWords, type KeyWords } from "../../lib/keys/words.ts";
import { useWords, type RoomWords } from "../copy/index.ts";
import type { CallName, InputOf, OutputOf } from "../desk.rpc.ts";
import { codeOf, errorText } from "../errorText.ts";
import { ask, say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

export type OwnCall = {
  readonly isBusy: boolean;
  /** The last failure in words; null once another try began. */
  readonly failure: string | null;
  /** Asks the worker; says `done`. Null when it failed. */
  readonly run: <N extends CallName>(
    name: N,
    input: InputOf<N>,
    done?: string,
  ) => Promise<OutputOf<N> | null>;
};

/** One step on the own account at a time, with its failure beside it. */
export function useOwnCall(): OwnCall {
  const room = useRoom();
  const words = useWords();
  const keyWords = useKeyWords();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const busyRef = useRef(false);
  const run = useCallback<OwnCall["run"]>(
    async (name, input, done) => {
      if (busyRef.current) return null;
      busyRef.current = true;
      setIsBusy(true);
      setFailure(null);
      try {
        const answer = await ask(room, name, input);
        if (done !== undefined) say(room, done);
        return answer;
      } catch (fault) {
        setFailure(textOf(fault, words, keyWords));
        return null;
      } finally {
        busyRef.current = false;
        setIsBusy(false);
      }
    },
    [room, words, keyWords],
  );
  return { isBusy, failure, run };
}

function textOf(fault: unknown, words: RoomWords, keyWords: KeyWords): string {
  const code = codeOf(fault);
  if (isCeremonyFailure(code)) return keyWords.failures[code];
  if (code === "slots-too-few") return words.own.ways.tooFew;
  if (code === "slot-name-taken") return words.own.ways.nameTaken;
  const admin = adminText(code, words.admin);
  if (admin !== null) return admin;
  return errorText(fault, words.errors);
}

function adminText(code: string, { members, keys }: RoomWords["admin"]): string | null {
  switch (code) {
    case "fingerprint-differs":
      return members.differs;
    case "login-taken":
      return members.loginTaken;
    case "signers-too-few":
      return members.signersTooFew;
    case "custodians-too-few":
      return members.custodiansTooFew;
    case "share-damaged":
    case "shares-missing":
    case "shares-differ":
    case "recovery-differs":
      return keys.shareRefusals[code];
    default:
      return null;
  }
}
