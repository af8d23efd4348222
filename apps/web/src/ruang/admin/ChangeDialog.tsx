import type { MemberHealth, UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { TextField } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import { ActDialog } from "./ActDialog.tsx";
import { RoleUnitFields, type Place } from "./RoleUnitFields.tsx";

type Props = {
  member: MemberHealth;
  units: readonly UnitHealth[];
  onDone: () => void;
  onClose: () => void;
};

/** Another name, other units or roles for a member. */
export function ChangeDialog({ member, units, onDone, onClose }: Props) {
  const words = useWords().admin.members;
  const [isTried, setIsTried] = useState(false);
  const [name, setName] = useState(member.name);
  const [place, setPlace] = useState<Place>({ units: member.units, roles: member.roles });
  return (
    <ActDialog
      id="change-member"
      title={words.changeOf(member.name)}
      submit={words.save}
      act={async ({ run }) => {
        setIsTried(true);
        if (name.trim() === "" || place.roles.length === 0) return null;
        return run("changeMember", { memberId: member.id, name: name.trim(), ...place });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        id="member-name"
        label={words.name}
        error={isTried && name.trim() === "" ? words.needName : undefined}
        value={name}
        onValue={setName}
      />
      <RoleUnitFields
        units={units}
        value={place}
        error={isTried && place.roles.length === 0 ? words.needRole : undefined}
        onValue={setPlace}
      />
    </ActDialog>
  );
}
