import type { MemberHealth } from "@bijak/client/people";
import { useWords } from "../copy/index.ts";
import { ActDialog } from "./ActDialog.tsx";

type Props = { member: MemberHealth; onDone: () => void; onClose: () => void };

/** Takes a member out, and says plainly what they may still have kept. */
export function DismissDialog({ member, onDone, onClose }: Props) {
  const words = useWords().admin.members;
  return (
    <ActDialog
      id="dismiss"
      title={words.dismissTitle(member.name)}
      submit={words.dismiss}
      isDanger
      act={({ run }) => run("dismiss", { memberId: member.id })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{words.dismissWhat}</p>
      <p>{words.dismissKept}</p>
    </ActDialog>
  );
}
