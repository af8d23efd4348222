import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary } from "../../lib/ui/ErrorSummary.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useWords } from "../copy/index.ts";
import type { Secret } from "../room.ts";
import { useEntering } from "./useEntering.ts";

type Props = { fixedName: string | null; submit: string; isMain: boolean };
type Kind = Exclude<Secret["kind"], "passkey">;

/** Name and secret. Signs in and unlocks; the secret leaves the form as soon as it was used. */
export function SecretForm({ fixedName, submit, isMain }: Props) {
  const words = useWords().signIn;
  const [name, setName] = useState(fixedName ?? "");
  const [kind, setKind] = useState<Kind>("password");
  const [secret, setSecret] = useState("");
  const { stage, failure, attempt, open, fail } = useEntering();
  const send = async (): Promise<void> => {
    if (name.trim() === "" || secret === "") return fail(words.missing);
    await open({ kind, name: name.trim(), secret: kind === "paper" ? secret.trim() : secret });
    setSecret("");
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary
        errors={failure === null ? [] : [{ field: "secret", text: failure }]}
        attempt={attempt}
      />
      <TextField
        id="name"
        label={words.name}
        value={name}
        onValue={setName}
        isDisabled={fixedName !== null}
        autocomplete="username"
      />
      <RadioList
        id="how"
        legend={words.how}
        value={kind}
        onValue={setKind}
        isGrid
        options={[
          { value: "password", label: words.password },
          { value: "paper", label: words.paper },
        ]}
      />
      {kind === "password" ? (
        <TextField
          id="secret"
          type="password"
          label={words.password}
          value={secret}
          onValue={setSecret}
          autocomplete="current-password"
        />
      ) : (
        <TextField
          id="secret"
          label={words.paper}
          hint={words.paperHint}
          value={secret}
          onValue={setSecret}
        />
      )}
      <div class="cluster">
        <Button kind={isMain ? "primary" : "second"} type="submit" disabled={stage !== "idle"}>
          {submit}
        </Button>
        <p class="muted" role="status">
          {stage === "checking" && words.checking}
          {stage === "unlocking" && words.unlocking}
        </p>
      </div>
    </form>
  );
}
