import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";
import type { CallName, InputOf } from "../desk.rpc.ts";
import { codeOf, errorText, readErrorText } from "../errorText.ts";
import type { CaseSheet } from "../model.ts";
import { ask, keepCase, say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

/** The calls that take a case a step on and give it back as it is then. */
type StepName = Extract<
  CallName,
  | "declare"
  | "takeCase"
  | "triage"
  | "writeNote"
  | "moveCase"
  | "proposeClosing"
  | "confirmClosing"
  | "withdrawProposal"
  | "restrictCase"
  | "proposeTransfer"
  | "confirmTransfer"
  | "handOver"
  | "receiveTransfer"
  | "takeBack"
  | "dropUnit"
  | "finishTakeover"
  | "confirmReceipt"
  | "sendPack"
>;

export type OneCase = {
  /** Null until it has been opened. */
  readonly view: CaseSheet | null;
  /** Why it could not be opened. */
  readonly failure: string | null;
  readonly isBusy: boolean;
  readonly reload: () => Promise<void>;
  /** Takes a step; says `done`, or tells the reason why not: in a toast, unless `tell` is given. Gives whether it was stored. */
  readonly step: <N extends StepName>(
    name: N,
    input: InputOf<N>,
    done: string,
    tell?: (reason: string) => void,
  ) => Promise<boolean>;
};

const REFRESH_MS = 60_000;

/** One case: opened at once, and again every 60 s while the page is visible. What is typed stands elsewhere. */
export function useCase(caseId: string, onChanged: () => void): OneCase {
  const room = useRoom();
  const words = useWords();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const busyRef = useRef(false);

  const reload = useCallback(async () => {
    try {
      keepCase(room, await ask(room, "openCase", { caseId }));
      setFailure(null);
    } catch (fault) {
      setFailure(readErrorText(fault, words.errors));
    }
  }, [room, words, caseId]);

  useEffect(() => {
    void reload();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !busyRef.current) void reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);

  const step: OneCase["step"] = async (
    name,
    input,
    done,
    tell = (reason) => say(room, reason, "err"),
  ) => {
    if (busyRef.current) return false;
    busyRef.current = true;
    setIsBusy(true);
    const keepFocus = rememberFocus();
    try {
      const view: CaseSheet | null = await ask(room, name, input);
      if (view === null) await reload();
      else keepCase(room, view);
      say(room, done);
      onChanged();
      return true;
    } catch (fault) {
      if (codeOf(fault) === "revision-conflict") await reload();
      tell(errorText(fault, words.errors));
      return false;
    } finally {
      busyRef.current = false;
      setIsBusy(false);
      keepFocus();
    }
  };
  return { view: room.cases.value.get(caseId) ?? null, failure, isBusy, reload, step };
}

/** A step may take its own button away: then the part of the page around it gets the focus, not nothing. */
function rememberFocus(): () => void {
  const part = document.activeElement?.closest("[tabindex='-1'][id]")?.id ?? "content";
  return () => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById(part)?.focus();
    });
  };
}
