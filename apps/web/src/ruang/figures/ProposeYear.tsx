import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary } from "../../lib/ui/ErrorSummary.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords, type RoomWords } from "../copy/index.ts";
import { errorText } from "../errorText.ts";
import type { Release } from "../model.ts";
import { ask, say } from "../room.ts";
import {
  EMPTY_FIGURES,
  parseFigures,
  type FigureProblem,
  type ParsedFigures,
} from "../state/figures.ts";
import { useRoom } from "../useRoom.ts";
import { FigureFieldset } from "./FigureFieldset.tsx";
import { Preview } from "./Preview.tsx";

/** The field that an error summary leads to, for each problem. */
const FIELD_OF: Readonly<Record<FigureProblem, string>> = {
  year: "figure-year",
  counts: "figure-NETRALITAS",
  total: "figure-total",
  sources: "figure-source-id",
  url: "figure-url",
};

type Props = {
  thisYear: number;
  /** Years that stand proposed or published already. */
  years: readonly number[];
  onProposed: (releases: readonly Release[]) => void;
};

/** Figures of a past year typed from a public source: checked, shown as they will be, then proposed. */
export function ProposeYear({ thisYear, years, onProposed }: Props) {
  const room = useRoom();
  const words = useWords();
  const own = words.figures;
  const [fields, setFields] = useState(EMPTY_FIGURES);
  const [isShown, setIsShown] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const parsed = parseFigures(fields, thisYear);
  const hindrances = hindrancesOf(parsed, { words: own, years });
  const propose = async (): Promise<void> => {
    setIsShown(true);
    setAttempt(attempt + 1);
    if ("problems" in parsed || hindrances.length > 0) return;
    try {
      onProposed(await ask(room, "proposeRelease", { imported: parsed.imported }));
      setFields(EMPTY_FIGURES);
      setIsShown(false);
      say(room, own.proposedNow);
    } catch (fault) {
      say(room, errorText(fault, words.errors), "err");
    }
  };
  return (
    <section class="stack prose" aria-labelledby="propose-year">
      <h2 id="propose-year">{own.proposeTitle}</h2>
      <p class="muted">{own.proposeNote}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <ErrorSummary errors={isShown ? hindrances : []} attempt={attempt} />
        <FigureFieldset fields={fields} onFields={setFields} />
        {"imported" in parsed && (
          <div class="card stack">
            <Preview imported={parsed.imported} title={own.previewTitle} />
            {parsed.obstacles.map((obstacle) => (
              <Notice key={obstacle} tone="err">
                {own.obstacles[obstacle]}
              </Notice>
            ))}
          </div>
        )}
        <div>
          <Button type="submit" kind="second">
            {own.propose}
          </Button>
        </div>
      </form>
    </section>
  );
}

type Naming = { words: RoomWords["figures"]; years: readonly number[] };

/** Everything that stands against a proposal, as lines of an error summary. */
function hindrancesOf(parsed: ParsedFigures, { words, years }: Naming) {
  if ("problems" in parsed) {
    return parsed.problems.map((problem) => ({
      field: FIELD_OF[problem],
      text: words.problems[problem],
    }));
  }
  const texts = parsed.obstacles.map((obstacle) => words.obstacles[obstacle]);
  const isTaken = years.includes(parsed.imported.year);
  return [...texts, ...(isTaken ? [words.exists] : [])].map((text, index) => ({
    field: index < texts.length ? "figure-total" : "figure-year",
    text,
  }));
}
