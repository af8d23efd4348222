import type { Reidentification } from "@bijak/client/handler";
import { useState } from "preact/hooks";
import { useOwnCall, type OwnCall } from "../account/useOwnCall.ts";

export type Shield = {
  /** What this very text shares with the reporter's words; null until it was checked as it stands. */
  readonly found: Reidentification | null;
  /** What keeps the text from leaving; null when nothing does. */
  readonly problem: "missing" | "unchecked" | null;
  readonly check: () => void;
  readonly call: OwnCall;
};

/** Compares a text that is to leave the unit with the reporter's own words. Every change of it asks for another check. */
export function useShield(caseId: string, text: string): Shield {
  const call = useOwnCall();
  const [checked, setChecked] = useState<{ text: string; found: Reidentification } | null>(null);
  const check = (): void =>
    void call.run("checkReidentification", { caseId, text }).then((found) => {
      if (found !== null) setChecked({ text, found });
    });
  const found = checked?.text === text ? checked.found : null;
  return { found, problem: problemOf(text, found), check, call };
}

function problemOf(text: string, found: Shield["found"]): Shield["problem"] {
  if (text.trim() === "") return "missing";
  return found === null ? "unchecked" : null;
}
