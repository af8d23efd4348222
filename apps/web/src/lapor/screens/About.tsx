import { Notice } from "../../lib/ui/Notice.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useCopy } from "../copy/index.ts";
import { INVOLVEMENTS, RELATIONS, WORRIES } from "../draft.ts";
import { unitName } from "../../lib/reporter/units.ts";
import { IdentityFields } from "../IdentityFields.tsx";
import { routeOf } from "../routing.ts";
import { StepForm } from "../StepForm.tsx";
import type { ScreenProps } from "./screen.ts";

/** Question 6: the reporter. Everything has a safe answer already. */
export function About(props: ScreenProps) {
  const { state, dispatch, errors, onNext, onBack } = props;
  const copy = useCopy();
  const { draft } = state;
  return (
    <StepForm
      step="about"
      title={copy.about.title}
      hint={copy.about.hint}
      errors={errors}
      attempt={state.attempt}
      onNext={onNext}
      onBack={onBack}
    >
      <IdentityFields {...props} />
      <RadioList
        id="relation"
        legend={copy.about.relation}
        hint={copy.about.relationHint}
        options={RELATIONS.map((value) => ({ value, label: copy.about.relations[value] }))}
        value={draft.relation}
        onValue={(relation) => dispatch({ kind: "edited", patch: { relation } })}
      />
      <RadioList
        id="worry"
        legend={copy.about.worry}
        isGrid
        options={WORRIES.map((value) => ({ value, label: copy.about.worries[value] }))}
        value={draft.worry}
        onValue={(worry) => dispatch({ kind: "edited", patch: { worry } })}
      />
      {draft.worry === "yes" && <Notice isLive>{copy.about.worryAdvice}</Notice>}
      <RadioList
        id="involvement"
        legend={copy.about.involvement}
        isGrid
        options={INVOLVEMENTS.map((value) => ({ value, label: copy.about.involvements[value] }))}
        value={draft.involvement}
        onValue={(involvement) => dispatch({ kind: "edited", patch: { involvement } })}
      />
      <UnitChoice {...props} />
    </StepForm>
  );
}

/** Offers every unit that may take the report; the one that the answers point to is chosen until the person chooses. */
function UnitChoice({ state, dispatch, institution, errorOf }: ScreenProps) {
  const copy = useCopy();
  const { unit, alternatives } = routeOf(state.draft, institution);
  const fallback = institution.config.fallbackUnit;
  const isOnlyOne = alternatives.length === 0;
  const labelOf = (id: string): string =>
    id === fallback && !isOnlyOne
      ? copy.about.directTo(unitName(id, institution))
      : unitName(id, institution);
  const units = [unit, ...alternatives].toSorted(
    (a, b) => Number(a === fallback) - Number(b === fallback) || a.localeCompare(b),
  );
  return (
    <RadioList
      id="unit"
      legend={copy.about.unit}
      error={errorOf("unit")}
      options={units.map((value) => ({ value, label: labelOf(value) }))}
      value={unit}
      onValue={(chosenUnit) => dispatch({ kind: "edited", patch: { chosenUnit } })}
    />
  );
}
