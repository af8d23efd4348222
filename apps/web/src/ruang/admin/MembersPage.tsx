import type { KeyHealth, MemberHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { Loading } from "../ui/Loading.tsx";
import { AdminFrame } from "./AdminFrame.tsx";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { DeputyDialog } from "./DeputyDialog.tsx";
import { DismissDialog } from "./DismissDialog.tsx";
import { Invitations } from "./Invitations.tsx";
import { useLook } from "./useAdminCall.ts";

/** `/admin/anggota`: who belongs to the institution, and how people come and go. */
export function MembersPage({ info }: { info: RoomInfo }) {
  const words = useWords().admin;
  const { found, look, call } = useLook("keyHealth");
  const mayInvite = info.roles.some((role) => role === "admin" || role === "signer");
  return (
    <AdminFrame title={words.members.title}>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {found === null && call.failure === null && <Loading text={words.loading} />}
      {found !== null && <MemberList info={info} health={found} onChanged={look} />}
      {found !== null && mayInvite && (
        <Invitations info={info} units={found.units} onAdmitted={look} />
      )}
    </AdminFrame>
  );
}

type ListProps = { info: RoomInfo; health: KeyHealth; onChanged: () => void };
type Act = { readonly kind: "change" | "dismiss" | "deputy"; readonly member: MemberHealth };

function MemberList({ info, health, onChanged }: ListProps) {
  const words = useWords().admin.members;
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => setAct(null);
  const done = (): void => {
    close();
    onChanged();
  };
  const isSigner = info.roles.includes("signer");
  return (
    <section class="stack" aria-label={words.title}>
      <ul class="ways">
        {health.members.map((member) => (
          <li key={member.id}>
            <MemberFacts member={member} isSelf={member.id === info.memberId} />
            {isSigner && (
              <MemberActs
                member={member}
                isSelf={member.id === info.memberId}
                onAct={(kind) => setAct({ kind, member })}
              />
            )}
          </li>
        ))}
      </ul>
      {act?.kind === "change" && (
        <ChangeDialog member={act.member} units={health.units} onDone={done} onClose={close} />
      )}
      {act?.kind === "dismiss" && (
        <DismissDialog member={act.member} onDone={done} onClose={close} />
      )}
      {act?.kind === "deputy" && (
        <DeputyDialog
          member={act.member}
          others={health.members.filter(({ id }) => id !== act.member.id)}
          onDone={done}
          onClose={close}
        />
      )}
    </section>
  );
}

function MemberFacts({ member, isSelf }: { member: MemberHealth; isSelf: boolean }) {
  const { admin, account } = useWords();
  const words = admin.members;
  const { name, units, roles, methods } = member;
  const ways =
    methods === null
      ? words.unknownWays
      : words.methods(methods.passkeys, methods.hasPassword, methods.hasPaperKey);
  return (
    <div>
      <b>{name}</b> {isSelf && <span class="badge">{words.self}</span>}
      <p class="small muted">
        {[units.join(", ") || words.noUnit, ...roles.map((role) => account.roleWords[role])].join(
          " · ",
        )}
      </p>
      <p class="small muted">
        {words.ways}: {ways}
      </p>
    </div>
  );
}

type ActsProps = {
  member: MemberHealth;
  isSelf: boolean;
  onAct: (kind: Act["kind"]) => void;
};

function MemberActs({ member, isSelf, onAct }: ActsProps) {
  const words = useWords().admin.members;
  return (
    <div class="cluster">
      <Button
        kind="second"
        isSmall
        aria-label={words.changeOf(member.name)}
        onClick={() => onAct("change")}
      >
        {words.change}
      </Button>
      {member.units.length > 0 && (
        <Button
          kind="second"
          isSmall
          aria-label={words.deputyOf(member.name)}
          onClick={() => onAct("deputy")}
        >
          {words.deputy}
        </Button>
      )}
      {!isSelf && (
        <Button
          kind="danger"
          isSmall
          aria-label={words.dismissOf(member.name)}
          onClick={() => onAct("dismiss")}
        >
          {words.dismiss}
        </Button>
      )}
    </div>
  );
}
