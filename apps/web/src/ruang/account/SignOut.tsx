import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { lockRoom, signOutOf } from "../outbox.ts";
import { saveTyped } from "../typing.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useRoom } from "../useRoom.ts";

/** Locking and signing out. What was typed is stored first; when that fails, the person decides. */
export function SignOut() {
  const room = useRoom();
  const words = useWords();
  const own = words.account;
  const [isBusy, setIsBusy] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const leave = (): void => void signOutOf(room, words);
  const saveAndLeave = async (): Promise<void> => {
    setIsBusy(true);
    try {
      if (!room.areDraftsStored.value) await saveTyped(room);
      leave();
    } catch {
      setIsAsked(true); // whatever kept it from being stored, the person is told that it is not
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section class="stack tight prose" aria-labelledby="session">
      <h2 id="session">{own.sessionTitle}</h2>
      <p>{own.session}</p>
      <p class="muted">{own.signOutNote}</p>
      <div class="cluster">
        <Button kind="second" icon="lock" onClick={() => lockRoom(room, "manual", words)}>
          {own.lock}
        </Button>
        <Button kind="danger" icon="exit" disabled={isBusy} onClick={() => void saveAndLeave()}>
          {own.signOut}
        </Button>
      </div>
      {isAsked && (
        <ConfirmDialog
          id="sign-out"
          title={own.signOut}
          yes={own.signOut}
          isDanger
          onYes={leave}
          onClose={() => setIsAsked(false)}
        >
          <p>{own.signOutDrafts}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
