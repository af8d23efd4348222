import type { InvitationView, UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { AdmitDialog } from "./AdmitDialog.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { useLook } from "./useAdminCall.ts";

type Props = { info: RoomInfo; units: readonly UnitHealth[]; onAdmitted: () => void };

/** Who was invited, and how far they are. Fingerprints are compared here, by voice. */
export function Invitations({ info, units, onAdmitted }: Props) {
  const { members: words, again } = useWords().admin;
  const { found, look, keep, call } = useLook("listInvitations");
  const [isInviting, setIsInviting] = useState(false);
  const [admitting, setAdmitting] = useState<InvitationView | null>(null);
  const withdraw = (id: string): void => void call.run("withdrawInvitation", { id }).then(keep);
  const running = found?.filter(({ state }) => state !== "admitted" && state !== "withdrawn") ?? [];
  return (
    <section class="stack" aria-labelledby="invitations">
      <h2 id="invitations">{words.invitations}</h2>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {found !== null && running.length === 0 && <p class="muted">{words.noInvitations}</p>}
      <ul class="ways">
        {running.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            maySign={info.roles.includes("signer")}
            onAdmit={() => setAdmitting(invitation)}
            onWithdraw={() => withdraw(invitation.id)}
          />
        ))}
      </ul>
      <div class="cluster">
        <Button onClick={() => setIsInviting(true)}>{words.invite}</Button>
        <Button kind="second" disabled={call.isBusy} onClick={look}>
          {again}
        </Button>
      </div>
      {isInviting && (
        <InviteDialog
          units={units}
          onClose={() => {
            setIsInviting(false);
            look();
          }}
        />
      )}
      {admitting !== null && (
        <AdmitDialog
          invitation={admitting}
          onDone={() => {
            setAdmitting(null);
            look();
            onAdmitted();
          }}
          onClose={() => setAdmitting(null)}
        />
      )}
    </section>
  );
}

type RowProps = {
  invitation: InvitationView;
  maySign: boolean;
  onAdmit: () => void;
  onWithdraw: () => void;
};

function InvitationRow({ invitation, maySign, onAdmit, onWithdraw }: RowProps) {
  const words = useWords().admin.members;
  const language = useLanguage();
  const { name, login, units, state, expiresOn, isEnrolled } = invitation;
  return (
    <li>
      <div>
        <b>{name}</b>
        <p class="small muted">
          {[login, units.join(", ") || words.noUnit, words.states[state]].join(" · ")}
          {state === "open" && ` · ${words.until(formatDay(expiresOn, language))}`}
        </p>
      </div>
      <div class="cluster">
        {isEnrolled && maySign && (
          <Button isSmall aria-label={words.admitOf(name)} onClick={onAdmit}>
            {words.admit}
          </Button>
        )}
        <Button kind="second" isSmall aria-label={words.withdrawOf(name)} onClick={onWithdraw}>
          {words.withdraw}
        </Button>
      </div>
    </li>
  );
}
