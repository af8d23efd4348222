import { isConfirmed, type Question } from "../lib/reporter/confirmation.ts";

/** The code and how far the person has come in keeping it. */
export type CodeKeeping = {
  readonly groups: readonly string[];
  readonly questions: readonly Question[];
  readonly isAskingRefusal: boolean;
  readonly isRefused: boolean;
};

export type KeepingEvent =
  | { readonly kind: "group-picked"; readonly group: number; readonly choice: string }
  | { readonly kind: "refusal-asked" }
  | { readonly kind: "refusal-withdrawn" }
  | { readonly kind: "code-refused" };

/** The next state of keeping the code. Wrong picks may be corrected without limit, a refusal may be taken back. */
export function keepCode(code: CodeKeeping, event: KeepingEvent): CodeKeeping {
  switch (event.kind) {
    case "group-picked":
      return {
        ...code,
        questions: code.questions.map((one) =>
          one.group === event.group ? { ...one, picked: event.choice } : one,
        ),
      };
    case "refusal-asked":
      return { ...code, isAskingRefusal: true };
    case "refusal-withdrawn":
      return { ...code, isAskingRefusal: false, isRefused: false };
    case "code-refused":
      return { ...code, isAskingRefusal: false, isRefused: true };
  }
}

/** Whether the person has shown that they hold the code, or has refused it. */
export function isKept(code: CodeKeeping | null): boolean {
  return code !== null && (code.isRefused || isConfirmed(code.questions, code.groups));
}
