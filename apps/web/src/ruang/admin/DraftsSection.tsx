import type { Draft, MemberHealth } from "@bijak/client/people";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Fingerprint } from "../../lib/keys/Fingerprint.tsx";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { differenceText } from "./differenceText.ts";
import { useLook, useTellPublished } from "./useAdminCall.ts";

type Props = { members: readonly MemberHealth[]; onChanged: () => void };

/** Notes that wait for more signatures, told as what they would change. Nothing is drawn while none waits. */
export function DraftsSection({ members, onChanged }: Props) {
  const words = useWords().admin.keys;
  const { found, look, keep, call } = useLook("listDrafts");
  const tell = useTellPublished();
  const sign = async ({ id, digest }: Draft): Promise<void> => {
    const published = await call.run("signDraft", { id, digest });
    if (published === null) return;
    tell(published);
    look();
    onChanged();
  };
  const turnDown = ({ id }: Draft): void => void call.run("withdrawDraft", { id }).then(keep);
  if (call.failure === null && (found === null || found.length === 0)) return null;
  return (
    <section class="stack" aria-labelledby="drafts">
      <h2 id="drafts">{words.drafts}</h2>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {found?.map((draft) => (
        <DraftCard
          key={draft.id}
          draft={draft}
          proposer={members.find(({ id }) => id === draft.proposedBy)?.name ?? draft.proposedBy}
          isBusy={call.isBusy}
          onSign={() => void sign(draft)}
          onTurnDown={() => turnDown(draft)}
        />
      ))}
    </section>
  );
}

type CardProps = {
  draft: Draft;
  proposer: string;
  isBusy: boolean;
  onSign: () => void;
  onTurnDown: () => void;
};

function DraftCard({ draft, proposer, isBusy, onSign, onTurnDown }: CardProps) {
  const { admin, account } = useWords();
  const words = admin.keys;
  const language = useLanguage();
  const context = { words: admin.differences, roleWords: account.roleWords, language };
  return (
    <article class="card stack tight">
      <p class="small muted">{words.by(proposer, formatDay(draft.on, language))}</p>
      {draft.isSound ? (
        <ul>
          {draft.differences.map((difference, at) => (
            <li key={at}>{differenceText(difference, context)}</li>
          ))}
        </ul>
      ) : (
        <p>{words.unsound}</p>
      )}
      {draft.fingerprints.map(({ name, groups }) => (
        <div key={groups.join(" ")}>
          <p>{words.readOut(name)}</p>
          <Fingerprint groups={groups} />
        </div>
      ))}
      <div class="cluster">
        {draft.isSound && !draft.isSigned && (
          <Button isSmall disabled={isBusy} onClick={onSign}>
            {words.sign}
          </Button>
        )}
        {draft.isSigned && <span class="badge ok">{words.signed}</span>}
        <Button kind="second" isSmall disabled={isBusy} onClick={onTurnDown}>
          {words.turnDown}
        </Button>
      </div>
    </article>
  );
}
