import { toIsoDay } from "@bijak/domain";
import { TextArea, TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useCopy } from "../copy/index.ts";
import { DATE_CHOICES, MOST_TEXT } from "../draft.ts";
import { hasSelfTraces } from "../selfTraces.ts";
import { StepForm } from "../StepForm.tsx";
import { WhoReads } from "../WhoReads.tsx";
import type { ScreenProps } from "./screen.ts";

/** Question 4: what happened, and when. */
export function Story({
  state,
  dispatch,
  institution,
  today,
  errors,
  errorOf,
  onNext,
  onBack,
}: ScreenProps) {
  const copy = useCopy();
  const { draft } = state;
  return (
    <StepForm
      step="story"
      title={copy.story.title}
      errors={errors}
      attempt={state.attempt}
      onNext={onNext}
      onBack={onBack}
    >
      <ul class="hint">
        {copy.story.prompts.map((prompt) => (
          <li key={prompt}>{prompt}</li>
        ))}
      </ul>
      <TextArea
        id="text"
        label={copy.story.label}
        error={errorOf("text")}
        most={MOST_TEXT}
        note={hasSelfTraces(draft.text) ? copy.story.selfTraces : copy.story.noName}
        value={draft.text}
        onValue={(text) => dispatch({ kind: "edited", patch: { text } })}
      />
      <RadioList
        id="happenedOn"
        legend={copy.story.date}
        error={draft.dateChoice === "picked" ? undefined : errorOf("happenedOn")}
        isGrid
        options={DATE_CHOICES.map((value) => ({ value, label: copy.story.dates[value] }))}
        value={draft.dateChoice}
        onValue={(dateChoice) => dispatch({ kind: "edited", patch: { dateChoice } })}
      />
      {draft.dateChoice === "picked" && (
        <TextField
          id="pickedOn"
          type="date"
          label={copy.story.pickDate}
          error={errorOf("happenedOn")}
          max={toIsoDay(today)}
          value={draft.pickedOn}
          onValue={(pickedOn) => dispatch({ kind: "edited", patch: { pickedOn } })}
        />
      )}
      <WhoReads draft={draft} institution={institution} />
    </StepForm>
  );
}
