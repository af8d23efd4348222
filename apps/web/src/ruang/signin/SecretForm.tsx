import { useRef, useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary } from "../../lib/ui/ErrorSummary.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useWords } from "../copy/index.ts";
import { codeOf, readErrorText } from "../errorText.ts";
import { enter, type Secret } from "../room.ts";
import { useRoom } from "../useRoom.ts";

type Props = { fixedName: string | null; submit: string };
type Stage = "idle" | "checking" | "unlocking";

/** Name and secret. Signs in and unlocks; the secret leaves the form as soon as it was used. */
export function SecretForm({ fixedName, submit }: Props) {
  const room = useRoom();
  const words = useWords();
  const [name, setName] = useState(fixedName ?? "");
  const [kind, setKind] = useState<Secret["kind"]>("password");
  const [secret, setSecret] = useState("");
  const [stage, setStage] = useState<Stage>("idle");
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const busyRef = useRef(false);

  const fail = (text: string): void => {
    setError(text);
    setAttempt((count) => count + 1);
  };
  const open = async (): Promise<void> => {
    if (name.trim() === "" || secret === "") return fail(words.signIn.missing);
    busyRef.current = true;
    setError(null);
    setStage("checking");
    try {
      await enter(room, { kind, name: name.trim(), secret: secret.trim() }, () =>
        setStage("unlocking"),
      );
    } catch (fault) {
      const isWrong = codeOf(fault) === "sign-in-refused";
      fail(isWrong ? words.signIn.refused : readErrorText(fault, words.errors));
      setStage("idle");
    } finally {
      busyRef.current = false;
      setSecret("");
    }
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busyRef.current) void open();
      }}
    >
      <ErrorSummary
        errors={error === null ? [] : [{ field: "secret", text: error }]}
        attempt={attempt}
      />
      <TextField
        id="name"
        label={words.signIn.name}
        value={name}
        onValue={setName}
        isDisabled={fixedName !== null}
        autocomplete="username"
      />
      <RadioList
        id="how"
        legend={words.signIn.how}
        value={kind}
        onValue={setKind}
        options={[
          { value: "password", label: words.signIn.password },
          { value: "paper", label: words.signIn.paper },
        ]}
      />
      {kind === "password" ? (
        <TextField
          id="secret"
          type="password"
          label={words.signIn.password}
          value={secret}
          onValue={setSecret}
          autocomplete="current-password"
        />
      ) : (
        <TextField
          id="secret"
          label={words.signIn.paper}
          hint={words.signIn.paperHint}
          value={secret}
          onValue={setSecret}
        />
      )}
      {fixedName === null ? (
        <Notice icon="lock">
          <b>{words.signIn.unlockTitle}.</b> {words.signIn.unlock}
        </Notice>
      ) : (
        <p class="muted">{words.lock.unlock}</p>
      )}
      <div class="cluster">
        <Button type="submit" disabled={stage !== "idle"}>
          {submit}
        </Button>
        <p class="muted" role="status">
          {stage === "checking" && words.signIn.checking}
          {stage === "unlocking" && words.signIn.unlocking}
        </p>
      </div>
    </form>
  );
}
