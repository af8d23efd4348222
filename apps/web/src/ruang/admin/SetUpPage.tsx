import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import type { SetUp, Texts } from "../admin.rpc.ts";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Loading } from "../ui/Loading.tsx";
import { AdminFrame } from "./AdminFrame.tsx";
import { useLook, useTellPublished } from "./useAdminCall.ts";

/** `/admin/penyiapan`: what must be done before the channel opens, and its opening. */
export function SetUpPage({ info }: { info: RoomInfo }) {
  const words = useWords().admin;
  const { found, look, call } = useLook("setUp");
  const isSigner = info.roles.includes("signer");
  return (
    <AdminFrame title={words.setUp.title}>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {found === null && call.failure === null && <Loading text={words.loading} />}
      {found !== null && (
        <>
          <Standing found={found} info={info} />
          {found.isRehearsal && (
            <Checks found={found} isSigner={isSigner} isLooking={call.isBusy} onLook={look} />
          )}
          {isSigner && (
            <TextsForm key={JSON.stringify(found.texts)} first={found.texts} onDone={look} />
          )}
        </>
      )}
    </AdminFrame>
  );
}

function Standing({ found, info }: { found: SetUp; info: RoomInfo }) {
  const words = useWords().admin.setUp;
  if (info.isTrial) return <Notice>{words.trial}</Notice>;
  return found.isRehearsal ? (
    <Notice tone="warn">{words.rehearsal}</Notice>
  ) : (
    <Notice tone="ok">{words.open}</Notice>
  );
}

type ChecksProps = { found: SetUp; isSigner: boolean; isLooking: boolean; onLook: () => void };

function Checks({ found, isSigner, isLooking, onLook }: ChecksProps) {
  const words = useWords().admin;
  const own = words.setUp;
  const call = useOwnCall();
  const tell = useTellPublished();
  const [isAsked, setIsAsked] = useState(false);
  const count = found.checks.filter(({ isDone }) => isDone).length;
  const isReady = count === found.checks.length;
  const open = async (): Promise<void> => {
    tell(await call.run("openChannel", {}));
    onLook();
  };
  return (
    <section class="stack" aria-labelledby="checks">
      <h2 id="checks">{own.list}</h2>
      <ul class="ways">
        {found.checks.map(({ check, isDone }) => (
          <li key={check}>
            <span>{own.checks[check]}</span>
            <span class={isDone ? "badge ok" : "badge"}>{isDone ? own.done : own.todo}</span>
          </li>
        ))}
      </ul>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      <div class="cluster">
        <Button kind="second" disabled={isLooking} onClick={onLook}>
          {words.again}
        </Button>
        <p class="muted" role="status">
          {isLooking ? words.loading : own.counted(count, found.checks.length)}
        </p>
        {isReady && isSigner && (
          <Button disabled={call.isBusy} onClick={() => setIsAsked(true)}>
            {own.openNow}
          </Button>
        )}
        {isReady && !isSigner && <p>{own.onlySigner}</p>}
      </div>
      {isAsked && (
        <ConfirmDialog
          id="open-channel"
          title={own.openNow}
          yes={own.openNow}
          onYes={() => void open()}
          onClose={() => setIsAsked(false)}
        >
          <p>{own.ready}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

const MOST = 2_000;

function TextsForm({ first, onDone }: { first: Texts; onDone: () => void }) {
  const words = useWords().admin.setUp;
  const call = useOwnCall();
  const tell = useTellPublished();
  const [texts, setTexts] = useState(first);
  const save = async (): Promise<void> => {
    const published = await call.run("setConfigTexts", texts);
    tell(published);
    if (published !== null) onDone();
  };
  const languages = { id: words.indonesian, en: words.english } as const;
  return (
    <form
      class="stack prose"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.textsTitle}</h2>
      {(["contact", "privacy"] as const).flatMap((field) =>
        (["id", "en"] as const).map((language) => (
          <TextArea
            key={`${field}-${language}`}
            id={`${field}-${language}`}
            label={words[field](languages[language])}
            value={texts[field][language]}
            most={MOST}
            onValue={(text) =>
              setTexts({ ...texts, [field]: { ...texts[field], [language]: text } })
            }
          />
        )),
      )}
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={call.isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
