import type { UnitHealth } from "@bijak/client/people";
import { ROLES, type Role } from "@bijak/domain";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { useWords } from "../copy/index.ts";

export type Place = { readonly units: readonly string[]; readonly roles: readonly Role[] };
type Props = {
  units: readonly Pick<UnitHealth, "unit" | "name">[];
  value: Place;
  /** What is wrong with the roles. */
  error?: string | undefined;
  onValue: (value: Place) => void;
};

/** In which units somebody works, and in which roles. */
export function RoleUnitFields({ units, value, error, onValue }: Props) {
  const { admin, account } = useWords();
  const words = admin.members;
  return (
    <>
      <fieldset>
        <legend>{words.units}</legend>
        {units.map(({ unit, name }) => (
          <Checkbox
            key={unit}
            id={`unit-${unit}`}
            isChecked={value.units.includes(unit)}
            onChecked={(isOn) => onValue({ ...value, units: switched(value.units, unit, isOn) })}
          >
            {name}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset
        class={error ? "bad" : undefined}
        aria-describedby={error ? "roles-error" : undefined}
      >
        <legend>{words.roles}</legend>
        {error && (
          <p class="msg-bad" id="roles-error">
            {error}
          </p>
        )}
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            id={`role-${role}`}
            isChecked={value.roles.includes(role)}
            onChecked={(isOn) => onValue({ ...value, roles: switched(value.roles, role, isOn) })}
          >
            {account.roleWords[role]}
          </Checkbox>
        ))}
      </fieldset>
    </>
  );
}

const switched = <T,>(all: readonly T[], one: T, isOn: boolean): readonly T[] =>
  isOn ? [...all, one] : all.filter((other) => other !== one);
