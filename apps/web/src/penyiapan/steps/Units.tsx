import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import { newUnit, refOf, type UnitForm } from "../form.ts";
import type { StepProps } from "./step.ts";
import { WordsFields } from "./WordsFields.tsx";

export function Units({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  const language = useLanguage();
  const { units } = form;
  const keep = (next: readonly UnitForm[]): void => onForm({ ...form, units: next });
  const choices = units.map((unit, at) => ({
    value: refOf(unit),
    label: unit.name[language] || unit.id || words.unit(at + 1),
  }));
  return (
    <>
      <p class="prose">{words.unitLead}</p>
      {units.map((unit, at) => (
        <UnitFields
          key={unit.key}
          title={words.unit(at + 1)}
          unit={unit}
          choices={choices.filter(({ value }) => value !== refOf(unit))}
          errorOf={errorOf}
          onUnit={(next) => keep(units.map((one) => (one.key === unit.key ? next : one)))}
          onRemove={
            units.length === 1 ? null : () => keep(units.filter(({ key }) => key !== unit.key))
          }
        />
      ))}
      <div>
        <Button kind="second" onClick={() => keep([...units, newUnit(units)])}>
          {words.addUnit}
        </Button>
      </div>
      <SelectField
        id="fallback"
        label={words.fallback}
        error={errorOf("fallback")}
        none={words.chooseUnit}
        choices={choices}
        value={form.fallbackUnit}
        onValue={(fallbackUnit) => onForm({ ...form, fallbackUnit })}
      />
    </>
  );
}

type FieldsProps = {
  title: string;
  unit: UnitForm;
  choices: readonly { value: string; label: string }[];
  errorOf: StepProps["errorOf"];
  onUnit: (unit: UnitForm) => void;
  onRemove: (() => void) | null;
};

function UnitFields({ title, unit, choices, errorOf, onUnit, onRemove }: FieldsProps) {
  const words = useWords();
  const id = `unit-${unit.key}`;
  return (
    <fieldset class="stack box">
      <legend>{title}</legend>
      <TextField
        id={`${id}-id`}
        label={words.unitId}
        error={errorOf(`${id}-id`)}
        value={unit.id}
        onValue={(text) => onUnit({ ...unit, id: text.toUpperCase() })}
      />
      <WordsFields
        id={`${id}-name`}
        label={words.unitName}
        value={unit.name}
        errorOf={errorOf}
        onValue={(name) => onUnit({ ...unit, name })}
      />
      <SelectField
        id={`${id}-target`}
        label={words.conflictTarget}
        error={errorOf(`${id}-target`)}
        none={words.nobody}
        choices={choices}
        value={unit.conflictTarget}
        onValue={(conflictTarget) => onUnit({ ...unit, conflictTarget })}
      />
      {onRemove && (
        <div>
          <Button kind="quiet" onClick={onRemove}>
            {words.remove}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
