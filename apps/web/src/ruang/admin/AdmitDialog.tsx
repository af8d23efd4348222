import type { InvitationView } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { TextField } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import { ActDialog } from "./ActDialog.tsx";

type Props = { invitation: InvitationView; onDone: () => void; onClose: () => void };

/** Types what the invited person reads out. Other digits than those of the keys at the server sign nothing. */
export function AdmitDialog({ invitation, onDone, onClose }: Props) {
  const words = useWords().admin.members;
  const [typedFingerprint, setTyped] = useState("");
  return (
    <ActDialog
      id="admit"
      title={words.admitTitle(invitation.name)}
      submit={words.admit}
      act={({ run }) => run("admit", { invitation, typedFingerprint })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{words.admitWhat}</p>
      <TextField
        id="fingerprint"
        label={words.fingerprint}
        inputMode="numeric"
        isCode
        value={typedFingerprint}
        onValue={setTyped}
      />
    </ActDialog>
  );
}
