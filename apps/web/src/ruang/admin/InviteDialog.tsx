import type { UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import { useWords } from "../copy/index.ts";
import { say } from "../room.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { useRoom } from "../useRoom.ts";
import { RoleUnitFields, type Place } from "./RoleUnitFields.tsx";

type Props = { units: readonly UnitHealth[]; onClose: () => void };

/** As the server takes sign-in names. */
const isLogin = (text: string): boolean => /^[a-z0-9][a-z0-9.-]{1,62}$/u.test(text);

/** Invites one person and shows the link this once. */
export function InviteDialog({ units, onClose }: Props) {
  const words = useWords().admin.members;
  const call = useOwnCall();
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [place, setPlace] = useState<Place>({ units: [], roles: ["handler"] });
  const [isTried, setIsTried] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const who = { name: name.trim(), login: login.trim(), ...place };
    const isWhole = who.name !== "" && isLogin(who.login) && who.roles.length > 0;
    setIsTried(!isWhole);
    if (!isWhole) return;
    const invited = await call.run("invite", who);
    if (invited !== null) setLink(invited.link);
  };
  if (link !== null) return <LinkDialog link={link} onClose={onClose} />;
  return (
    <DialogForm
      id="invite"
      title={words.invite}
      submit={words.makeLink}
      call={call}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <p>{words.inviteWhat}</p>
      <TextField
        id="invite-name"
        label={words.name}
        error={isTried && name.trim() === "" ? words.needName : undefined}
        value={name}
        onValue={setName}
      />
      <TextField
        id="invite-login"
        label={words.login}
        error={isTried && !isLogin(login.trim()) ? words.needLogin : undefined}
        value={login}
        onValue={(text) => setLogin(text.toLowerCase())}
      />
      <RoleUnitFields
        units={units}
        value={place}
        error={isTried && place.roles.length === 0 ? words.needRole : undefined}
        onValue={setPlace}
      />
    </DialogForm>
  );
}

function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  const room = useRoom();
  const words = useWords().admin.members;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    say(room, words.copied);
  };
  return (
    <Dialog id="invite-link" title={words.linkTitle} isFirm onClose={onClose}>
      <p>{words.linkWhat}</p>
      <p class="mono anywhere" id="invite-link-text">
        {link}
      </p>
      <div class="cluster">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        <Button kind="quiet" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}
