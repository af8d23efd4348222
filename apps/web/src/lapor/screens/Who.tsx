import { useLanguage } from "../../lib/i18n/language.ts";
import { TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useCopy } from "../copy/index.ts";
import { KNOWN_BY } from "../draft.ts";
import { listOfficeNames } from "../routing.ts";
import { StepForm } from "../StepForm.tsx";
import { WhoReads } from "../WhoReads.tsx";
import type { ScreenProps } from "./screen.ts";

/** Question 3: the person reported. Everything may stay empty. */
export function Who({
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
  const language = useLanguage();
  const { draft } = state;
  return (
    <StepForm
      step="who"
      title={copy.who.title}
      hint={copy.who.hint}
      errors={errors}
      attempt={state.attempt}
      onNext={onNext}
      onBack={onBack}
    >
      <TextField
        id="account"
        label={copy.who.account}
        hint={draft.isAccountFromLink ? copy.who.accountFromLink : undefined}
        error={errorOf("account")}
        value={draft.account}
        onValue={(account) => dispatch({ kind: "edited", patch: { account } })}
      />
      <TextField
        id="personName"
        label={copy.who.personName}
        error={errorOf("personName")}
        value={draft.personName}
        onValue={(personName) => dispatch({ kind: "edited", patch: { personName } })}
      />
      <TextField
        id="office"
        label={copy.who.office}
        hint={copy.who.officeHint}
        error={errorOf("office")}
        list="offices"
        value={draft.office}
        onValue={(office) => dispatch({ kind: "edited", patch: { office } })}
      />
      <datalist id="offices">
        {listOfficeNames(institution, language, today).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <RadioList
        id="knownBy"
        legend={copy.who.knownBy}
        options={KNOWN_BY.map((value) => ({ value, label: copy.who.knownBys[value] }))}
        value={draft.knownBy}
        onValue={(knownBy) => dispatch({ kind: "edited", patch: { knownBy } })}
      />
      <WhoReads draft={draft} institution={institution} />
    </StepForm>
  );
}
