import { formWordsOf, isCategoryCode, NOT_SURE, type FormChoice } from "@bijak/domain";
import { useLanguage } from "../../lib/i18n/language.ts";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useCopy } from "../copy/index.ts";
import { StepForm } from "../StepForm.tsx";
import type { ScreenProps } from "./screen.ts";

const isFormChoice = (code: string): code is FormChoice =>
  code === NOT_SURE || isCategoryCode(code);

/** Question 1: which kind of breach. The list comes from the signed configuration. */
export function What({
  state,
  dispatch,
  institution,
  errors,
  errorOf,
  onNext,
  onBack,
}: ScreenProps) {
  const copy = useCopy();
  const language = useLanguage();
  const options = institution.config.categories.filter(isFormChoice).map((code) => {
    const { formLabel, example } = formWordsOf(code);
    return { value: code, label: formLabel[language], hint: example[language] };
  });
  return (
    <StepForm
      step="what"
      title={copy.what.title}
      hint={copy.what.hint}
      errors={errors}
      attempt={state.attempt}
      onNext={onNext}
      onBack={onBack}
    >
      <RadioList
        id="category"
        legend={copy.what.title}
        isLegendHidden
        error={errorOf("category")}
        options={options}
        value={state.draft.category}
        onValue={(category) => dispatch({ kind: "edited", patch: { category } })}
      />
    </StepForm>
  );
}
