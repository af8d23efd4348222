/** The questions, in order. The check follows them, then the code and the end. */
export const QUESTION_STEPS = ["what", "where", "who", "story", "evidence", "about"] as const;

export type QuestionStep = (typeof QUESTION_STEPS)[number];
export type Step = "start" | QuestionStep | "check" | "code" | "done";

/** The steps that are filled in, in order. */
export const FORM_STEPS: readonly Step[] = ["start", ...QUESTION_STEPS, "check"];

/** The place of a question, 1 to 6; `null` for the other screens. */
export function numberOf(step: Step): number | null {
  const at = QUESTION_STEPS.findIndex((one) => one === step);
  return at === -1 ? null : at + 1;
}
