import { TextField } from "../../lib/ui/Field.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useWords } from "../copy/index.ts";
import { newUnit, refOf, type UnitForm } from "../form.ts";
import { RowList } from "./RowList.tsx";
import type { StepProps } from "./step.ts";
import { useUnitChoices, type UnitChoice } from "./useUnitChoices.ts";
import { WordsFields } from "./WordsFields.tsx";

export function Units({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  const choices = useUnitChoices(form.units);
  return (
    <>
      <p class="prose">{words.unitLead}</p>
      <RowList
        rows={form.units}
        titleOf={words.unit}
        add={words.addUnit}
        newRow={newUnit}
        onRows={(units) => onForm({ ...form, units })}
      >
        {(unit, onUnit) => (
          <UnitFields
            unit={unit}
            others={choices.filter(({ value }) => value !== refOf(unit))}
            errorOf={errorOf}
            onUnit={onUnit}
          />
        )}
      </RowList>
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

type FieldsProps = Pick<StepProps, "errorOf"> & {
  unit: UnitForm;
  others: readonly UnitChoice[];
  onUnit: (unit: UnitForm) => void;
};

function UnitFields({ unit, others, errorOf, onUnit }: FieldsProps) {
  const words = useWords();
  const id = `unit-${unit.key}`;
  return (
    <>
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
        choices={others}
        value={unit.conflictTarget}
        onValue={(conflictTarget) => onUnit({ ...unit, conflictTarget })}
      />
    </>
  );
}
