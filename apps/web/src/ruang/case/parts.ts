import { CLOCK_CODES, isCaseState, STATES, type ClockCode, type Language } from "@bijak/domain";
import type { CaseWords } from "../copy/index.ts";
import type { CaseSheet, RoomInfo } from "../model.ts";
import type { OneCase } from "./useCase.ts";

/** What every part of an opened case is given. */
export type CasePart = { readonly view: CaseSheet; readonly one: OneCase; readonly info: RoomInfo };

function isClockCode(code: string): code is ClockCode {
  return (CLOCK_CODES as readonly string[]).includes(code);
}

/** The name of a limit and the rule that made it; an unknown code stands for itself. */
export function clockWords(
  code: string,
  words: CaseWords["clocks"],
): { name: string; rule: string } {
  return isClockCode(code)
    ? { name: words.names[code], rule: words.rules[code] }
    : { name: code, rule: "" };
}

/** What staff call a state; an unknown code stands for itself. */
export function stateWord(code: string, language: Language): string {
  return isCaseState(code) ? STATES[code].label[language] : code;
}
