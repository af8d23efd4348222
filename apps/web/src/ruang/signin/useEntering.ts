import { useRef, useState } from "preact/hooks";
import { isCeremonyFailure } from "../../lib/calls/link.ts";
import { useKeyWords, type KeyWords } from "../../lib/keys/words.ts";
import { useWords, type RoomWords } from "../copy/index.ts";
import { codeOf, readErrorText } from "../errorText.ts";
import { enter, type Secret } from "../room.ts";
import { useRoom } from "../useRoom.ts";

export type Stage = "idle" | "checking" | "unlocking";

/** One try to get in. */
export type Entering = {
  readonly stage: Stage;
  readonly failure: string | null;
  /** Grows with every failed try. */
  readonly attempt: number;
  readonly open: (secret: Secret) => Promise<void>;
  readonly fail: (text: string) => void;
};

/** Signs in and unlocks, and words what went wrong. A second press while one try runs does nothing. */
export function useEntering(): Entering {
  const room = useRoom();
  const words = useWords();
  const keyWords = useKeyWords();
  const [stage, setStage] = useState<Stage>("idle");
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const busyRef = useRef(false);
  const fail = (text: string): void => {
    setFailure(text);
    setAttempt((count) => count + 1);
  };
  const open = async (secret: Secret): Promise<void> => {
    if (busyRef.current) return;
    busyRef.current = true;
    setFailure(null);
    setStage("checking");
    try {
      await enter(room, secret, () => setStage("unlocking"));
    } catch (fault) {
      fail(entryErrorText(fault, words, keyWords));
      setStage("idle");
    } finally {
      busyRef.current = false;
    }
  };
  return { stage, failure, attempt, open, fail };
}

/** The sentence for a try that did not get in. */
function entryErrorText(fault: unknown, words: RoomWords, keyWords: KeyWords): string {
  const code = codeOf(fault);
  if (isCeremonyFailure(code)) return keyWords.failures[code];
  switch (code) {
    case "sign-in-refused":
      return words.signIn.refused;
    case "passkey-refused":
      return words.own.signIn.unknown;
    case "session-missing":
    case "not-available":
      return words.own.signIn.notAdmitted;
    default:
      return readErrorText(fault, words.errors);
  }
}
