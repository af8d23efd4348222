import type { Day } from "@bijak/domain";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { Stage, TypedRows } from "../machine.ts";
import { ShareSheets } from "./ShareSheets.tsx";
import { emptyRows, wrongRows } from "./typed.ts";

type Props = {
  stage: Extract<Stage, { kind: "sheets" }>;
  institution: string;
  day: Day;
  k: number;
  nameOf: (unit: string) => string;
};

/** Print the sheets, then prove that the paper is right by typing k rows of each unit back. */
export function SheetsStage({ stage, institution, day, k, nameOf }: Props) {
  const words = useWords();
  const { sheets } = stage;
  return (
    <div class="stack far">
      <div class="stack screen-only">
        <Heading>{words.sheetsTitle}</Heading>
        <p class="prose">{words.sheetsLead(k, sheets.length)}</p>
        <div>
          <Button onClick={() => print()}>{words.print}</Button>
        </div>
      </div>
      <ShareSheets institution={institution} day={day} k={k} sheets={sheets} nameOf={nameOf} />
      <Verification stage={stage} k={k} nameOf={nameOf} />
    </div>
  );
}

function Verification({ stage, k, nameOf }: Pick<Props, "stage" | "k" | "nameOf">) {
  const words = useWords();
  const units = stage.sheets[0]?.rows.map(({ unit }) => unit) ?? [];
  const [typed, setTyped] = useState<TypedRows>(() => stage.typed ?? emptyRows(units, k));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const setRow = (unit: string, at: number, row: string): void =>
    setTyped((before) => ({
      ...before,
      [unit]: (before[unit] ?? []).map((one, place) => (place === at ? row : one)),
    }));
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = wrongRows(stage.sheets, typed);
    setWrong(found);
    const [first] = found;
    if (first === undefined) stage.confirm(typed);
    else document.getElementById(`typed-${first}`)?.focus();
  };
  return (
    <form class="stack prose screen-only" onSubmit={submit} noValidate>
      <h2>{words.verifyTitle}</h2>
      <p>{words.verifyLead(k)}</p>
      {stage.isRefused && (
        <Notice tone="err" isLive>
          <p>{words.verifyFew}</p>
        </Notice>
      )}
      {Object.entries(typed).map(([unit, rows]) => (
        <fieldset class="stack tight" key={unit}>
          <legend>
            {nameOf(unit)} ({unit})
          </legend>
          {rows.map((row, at) => (
            <TextField
              key={at} // as many as are needed, always
              id={`typed-${unit}-${at}`}
              label={words.verifyRow(unit, at + 1)}
              error={wrong.has(`${unit}-${at}`) ? words.verifyWrong : undefined}
              isCode
              value={row}
              onValue={(text) => setRow(unit, at, text)}
            />
          ))}
        </fieldset>
      ))}
      <div>
        <Button type="submit">{words.verify}</Button>
      </div>
    </form>
  );
}
