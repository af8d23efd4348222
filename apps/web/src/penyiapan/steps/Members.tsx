import { ROLES, type Role } from "@bijak/domain";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useWords } from "../copy/index.ts";
import { newMember, type MemberForm } from "../form.ts";
import { RowList } from "./RowList.tsx";
import type { StepProps } from "./step.ts";
import { useUnitChoices, type UnitChoice } from "./useUnitChoices.ts";

export function Members({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  const choices = useUnitChoices(form.units);
  return (
    <>
      <p class="prose">{words.memberLead}</p>
      <RowList
        rows={form.members}
        titleOf={words.member}
        add={words.addMember}
        newRow={newMember}
        onRows={(members) => onForm({ ...form, members })}
      >
        {(member, onMember) => (
          <MemberFields member={member} choices={choices} errorOf={errorOf} onMember={onMember} />
        )}
      </RowList>
    </>
  );
}

type FieldsProps = Pick<StepProps, "errorOf"> & {
  member: MemberForm;
  choices: readonly UnitChoice[];
  onMember: (member: MemberForm) => void;
};

function MemberFields({ member, choices, errorOf, onMember }: FieldsProps) {
  const words = useWords();
  const id = `member-${member.key}`;
  return (
    <>
      <div class="grid">
        <TextField
          id={`${id}-name`}
          label={words.personName}
          error={errorOf(`${id}-name`)}
          value={member.name}
          onValue={(name) => onMember({ ...member, name })}
        />
        <TextField
          id={`${id}-login`}
          label={words.login}
          error={errorOf(`${id}-login`)}
          value={member.login}
          onValue={(login) => onMember({ ...member, login: login.toLowerCase() })}
        />
        <SelectField
          id={`${id}-unit`}
          label={words.memberUnit}
          error={errorOf(`${id}-unit`)}
          none={words.noUnit}
          choices={choices}
          value={member.unit}
          onValue={(unit) => onMember({ ...member, unit })}
        />
      </div>
      <RoleBoxes
        id={id}
        roles={member.roles}
        error={ROLES.map((role) => errorOf(`${id}-role-${role}`)).find(Boolean)}
        onRoles={(roles) => onMember({ ...member, roles })}
      />
    </>
  );
}

type RoleProps = {
  id: string;
  roles: readonly Role[];
  error: string | undefined;
  onRoles: (roles: readonly Role[]) => void;
};

function RoleBoxes({ id, roles, error, onRoles }: RoleProps) {
  const words = useWords();
  const toggle = (role: Role, isOn: boolean): void =>
    onRoles(ROLES.filter((one) => (one === role ? isOn : roles.includes(one))));
  return (
    <fieldset
      class={error ? "bad" : undefined}
      aria-describedby={error ? `${id}-role-error` : undefined}
    >
      <legend>{words.rolesLegend}</legend>
      {error && (
        <p class="msg-bad" id={`${id}-role-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            id={`${id}-role-${role}`}
            isChecked={roles.includes(role)}
            onChecked={(isOn) => toggle(role, isOn)}
          >
            {words.roles[role]}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
