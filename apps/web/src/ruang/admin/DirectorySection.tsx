import type { KeyHealth } from "@bijak/client/people";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import { useTellPublished } from "./useAdminCall.ts";

type Props = { health: KeyHealth; isSigner: boolean; onChanged: () => void };

/** How long the directory holds, who signs it, and taking new keys of units over into it. */
export function DirectorySection({ health, isSigner, onChanged }: Props) {
  const words = useWords().admin.keys;
  const language = useLanguage();
  const call = useOwnCall();
  const tell = useTellPublished();
  const { serial, expiresOn, daysLeft, signers, threshold } = health.directory;
  const isWaiting = health.units.some(({ hasRotation }) => hasRotation);
  const run = async (name: "renewDirectory" | "publishRotations"): Promise<void> => {
    tell(await call.run(name, {}));
    onChanged();
  };
  return (
    <section class="stack tight" aria-labelledby="directory">
      <h2 id="directory">{words.directory}</h2>
      <p>
        {words.serial(serial)}, {words.expires(formatDay(expiresOn, language), daysLeft)}.{" "}
        {words.signers(signers, threshold)}.
      </p>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {isSigner && (
        <div class="cluster">
          <Button kind="second" disabled={call.isBusy} onClick={() => void run("renewDirectory")}>
            {words.renew}
          </Button>
          {isWaiting && (
            <Button disabled={call.isBusy} onClick={() => void run("publishRotations")}>
              {words.takeRotations}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
