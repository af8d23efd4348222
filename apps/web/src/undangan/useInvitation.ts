import { useCallback, useEffect, useReducer, useRef, useState } from "preact/hooks";
import { CallError, type Link } from "../lib/calls/link.ts";
import type { Failure } from "../lib/calls/protocol.ts";
import { useKeyWords } from "../lib/keys/words.ts";
import { useLeaveWarning } from "../lib/useLeaveWarning.ts";
import type { Choice, InviteCalls } from "./invite.rpc.ts";
import { isAtRisk, next, OPENING, type State } from "./machine.ts";
import { takeToken } from "./token.ts";

export type InviteLink = Link<InviteCalls>;

export type Visit = {
  readonly state: State;
  readonly retry: () => void;
  readonly enrol: (choice: Choice) => Promise<void>;
  readonly keepPaper: () => void;
};

const failureOf = (fault: unknown): Failure =>
  fault instanceof CallError
    ? { source: fault.source, code: fault.code }
    : { source: "fault", code: "page-fault" };

/** The way of an invited person, from the link to the fingerprint. */
export function useInvitation(link: InviteLink, firstToken: string | null): Visit {
  const slotNames = useKeyWords().kinds;
  const [state, dispatch] = useReducer(next, OPENING);
  const [token, setToken] = useState({ text: firstToken });
  const busyRef = useRef(false);
  const holdsKeys = isAtRisk(state);
  useLeaveWarning(holdsKeys);
  useEffect(() => {
    const { text } = token;
    if (text === null) return dispatch({ kind: "token-missing" });
    link.call("openInvitation", { token: text }).then(
      (invitation) => dispatch({ kind: "opened", invitation }),
      (fault: unknown) => dispatch({ kind: "failed", failure: failureOf(fault) }),
    );
  }, [link, token]);
  useEffect(() => {
    // A link that is opened in the same tab changes the fragment only. It waits while keys would be lost by it.
    const follow = (): void => {
      if (location.hash === "") return;
      const text = takeToken(location, history);
      if (holdsKeys) return;
      dispatch({ kind: "tried-again" });
      setToken({ text });
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [holdsKeys]);
  const retry = useCallback(() => {
    dispatch({ kind: "tried-again" });
    setToken(({ text }) => ({ text }));
  }, []);
  const enrol = async (choice: Choice): Promise<void> => {
    if (busyRef.current || token.text === null) return;
    busyRef.current = true;
    dispatch({ kind: "started" });
    try {
      const enrolled = await link.call("enrol", { token: token.text, choice, slotNames });
      dispatch({ kind: "enrolled", enrolled });
    } catch (fault) {
      dispatch({ kind: "failed", failure: failureOf(fault) });
    } finally {
      busyRef.current = false;
    }
  };
  return { state, retry, enrol, keepPaper: () => dispatch({ kind: "paper-kept" }) };
}
