import { ROLES, type Role } from "@bijak/domain";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import { newMember, refOf, type MemberForm } from "../form.ts";
import type { StepProps } from "./step.ts";

export function Members({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  const language = useLanguage();
  const { members, units } = form;
  const keep = (next: readonly MemberForm[]): void => onForm({ ...form, members: next });
  const choices = units.map((unit, at) => ({
    value: refOf(unit),
    label: unit.name[language] || unit.id || words.unit(at + 1),
  }));
  return (
    <>
      <p class="prose">{words.memberLead}</p>
      {members.map((member, at) => (
        <MemberFields
          key={member.key}
          title={words.member(at + 1)}
          member={member}
          choices={choices}
          errorOf={errorOf}
          onMember={(next) => keep(members.map((one) => (one.key === member.key ? next : one)))}
          onRemove={
            members.length === 1
              ? null
              : () => keep(members.filter(({ key }) => key !== member.key))
          }
        />
      ))}
      <div>
        <Button kind="second" onClick={() => keep([...members, newMember(members)])}>
          {words.addMember}
        </Button>
      </div>
    </>
  );
}

type FieldsProps = {
  title: string;
  member: MemberForm;
  choices: readonly { value: string; label: string }[];
  errorOf: StepProps["errorOf"];
  onMember: (member: MemberForm) => void;
  onRemove: (() => void) | null;
};

function MemberFields({ title, member, choices, errorOf, onMember, onRemove }: FieldsProps) {
  const words = useWords();
  const id = `member-${member.key}`;
  return (
    <fieldset class="stack box">
      <legend>{title}</legend>
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
