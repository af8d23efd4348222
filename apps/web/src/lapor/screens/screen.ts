import type { Institution } from "@bijak/client/reporter";
import type { Day } from "@bijak/domain";
import type { FieldError } from "../../lib/ui/ErrorSummary.tsx";
import type { Event, State } from "../machine.ts";
import type { Problem } from "../problems.ts";

/** What every screen is given. Screens show and report; they decide nothing. */
export type ScreenProps = {
  readonly state: State;
  readonly dispatch: (event: Event) => void;
  readonly institution: Institution;
  readonly today: Day;
  readonly errors: readonly FieldError[];
  /** The text of the problem at a field, if there is one. */
  readonly errorOf: (field: Problem["field"]) => string | undefined;
  readonly onNext: () => void;
  readonly onBack: () => void;
};
