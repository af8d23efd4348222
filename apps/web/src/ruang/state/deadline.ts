import { countWorkingDays, NATIONAL_CALENDAR, type Day } from "@bijak/domain";

/** A limit as an inbox row or a case carries it. */
export type Due = { readonly code: string; readonly on: Day; readonly isStopped: boolean };

/** What a deadline chip says. Shape and words carry the meaning, colour only repeats it. */
export type DeadlineChip =
  | { readonly kind: "stopped"; readonly shape: "‖"; readonly tone: "" }
  | { readonly kind: "late"; readonly shape: "■"; readonly tone: "err"; readonly days: number }
  | { readonly kind: "today"; readonly shape: "▲"; readonly tone: "warn" }
  | { readonly kind: "soon"; readonly shape: "▲"; readonly tone: "warn"; readonly days: number }
  | { readonly kind: "later"; readonly shape: "●"; readonly tone: ""; readonly days: number };

/** The sentences of the chip in one language. */
export type DeadlineWords = {
  readonly stopped: string;
  readonly today: string;
  readonly left: (days: number) => string;
  readonly late: (days: number) => string;
};

/** A limit within this many working days is shown as near. */
const SOON_WORKING_DAYS = 2;

/** How a limit stands on `today`: days are counted as people count them, nearness in working days. */
export function deadlineChip({ on, isStopped }: Due, today: Day): DeadlineChip {
  if (isStopped) return { kind: "stopped", shape: "‖", tone: "" };
  const days = on - today;
  if (days < 0) return { kind: "late", shape: "■", tone: "err", days: -days };
  if (days === 0) return { kind: "today", shape: "▲", tone: "warn" };
  return countWorkingDays(today, on, NATIONAL_CALENDAR) <= SOON_WORKING_DAYS
    ? { kind: "soon", shape: "▲", tone: "warn", days }
    : { kind: "later", shape: "●", tone: "", days };
}

/** The words beside the shape. */
export function deadlineText(chip: DeadlineChip, words: DeadlineWords): string {
  switch (chip.kind) {
    case "stopped":
      return words.stopped;
    case "today":
      return words.today;
    case "late":
      return words.late(chip.days);
    case "soon":
    case "later":
      return words.left(chip.days);
  }
}
