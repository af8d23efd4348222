import type { MemberHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useWords } from "../copy/index.ts";
import { ActDialog } from "./ActDialog.tsx";

type Props = {
  member: MemberHealth;
  others: readonly MemberHealth[];
  onDone: () => void;
  onClose: () => void;
};

/** Names somebody who gets the units of an absent member in their own name. */
export function DeputyDialog({ member, others, onDone, onClose }: Props) {
  const words = useWords().admin.members;
  const [deputyId, setDeputyId] = useState(others[0]?.id ?? "");
  return (
    <ActDialog
      id="deputy"
      title={words.deputyTitle(member.name)}
      submit={words.save}
      act={({ run }) => run("absence", { memberId: member.id, deputyId })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{words.deputyWhat}</p>
      <SelectField
        id="deputy-id"
        label={words.deputyField}
        choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={deputyId}
        onValue={setDeputyId}
      />
    </ActDialog>
  );
}
