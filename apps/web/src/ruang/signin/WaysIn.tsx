import { useEffect, useState } from "preact/hooks";
import { useKeyWords } from "../../lib/keys/words.ts";
import { usePasskeyLack } from "../../lib/passkey/usePasskeyLack.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { PasskeyEntry } from "./PasskeyEntry.tsx";
import { SecretForm } from "./SecretForm.tsx";

type Props = { fixedName: string | null; passkey: string; submit: string };

/** The passkey first, name and secret behind it. Where a passkey cannot unlock, that is said and the secrets stand alone. */
export function WaysIn({ fixedName, passkey, submit }: Props) {
  const words = useWords().own.signIn;
  const keyWords = useKeyWords();
  const lack = usePasskeyLack();
  const [areOthersOpen, setAreOthersOpen] = useState(false);
  useEffect(() => {
    if (areOthersOpen) document.getElementById(fixedName === null ? "name" : "secret")?.focus();
  }, [areOthersOpen, fixedName]);
  if (lack !== null) {
    return (
      <>
        <Notice>{keyWords.lacks[lack]}</Notice>
        <SecretForm fixedName={fixedName} submit={submit} isMain />
      </>
    );
  }
  return (
    <>
      <PasskeyEntry label={passkey} />
      <div class="others stack">
        <div>
          <Button
            kind="quiet"
            id="others"
            aria-expanded={areOthersOpen}
            onClick={() => setAreOthersOpen(!areOthersOpen)}
          >
            {words.others}
          </Button>
        </div>
        {areOthersOpen && <SecretForm fixedName={fixedName} submit={submit} isMain={false} />}
      </div>
    </>
  );
}
