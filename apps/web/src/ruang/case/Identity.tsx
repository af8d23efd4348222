import type { IdentityView, OpenedIdentity } from "@bijak/client/handler";
import { useEffect, useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall, type OwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { useDraft } from "./useDraft.ts";

/** A name that is locked apart (R6): how far its release is. Nothing is drawn for reports without one. */
export function Identity({ view, one }: CasePart) {
  const words = useWords().sharing.identity;
  const { caseId, thread } = view;
  const call = useOwnCall();
  const { run } = call;
  const [state, setState] = useState<IdentityView | null>(null);
  const hasOne = thread.some(({ body }) => body.identity !== undefined);
  useEffect(() => {
    if (hasOne) void run("identityOf", { caseId }).then(setState);
  }, [run, caseId, hasOne, view.revision]);
  const failure = call.failure !== null && (
    <Notice tone="err" isLive>
      {call.failure}
    </Notice>
  );
  if (state === null) return failure || null;
  return (
    <section class="stack tight" aria-labelledby="identity-title">
      <h2 id="identity-title">{words.title}</h2>
      <p>{words.locked(state.k, state.custodians.length)}</p>
      <p class="muted small">{state.custodians.map(({ name }) => name).join(", ")}</p>
      {!state.isAnnounced && <Notice tone="err">{words.notAnnounced}</Notice>}
      {failure}
      {state.isAnnounced && state.request === null && (
        <AskForm caseId={caseId} call={call} onState={setState} />
      )}
      {state.request !== null && (
        <Request
          caseId={caseId}
          state={state}
          request={state.request}
          call={call}
          onState={setState}
          onOpened={() => void one.reload()}
        />
      )}
    </section>
  );
}

type Shared = {
  caseId: string;
  call: OwnCall;
  onState: (state: IdentityView | null) => void;
};

function AskForm({ caseId, call, onState }: Shared) {
  const words = useWords().sharing.identity;
  const [reason, setReason] = useDraft(caseId, "identity");
  const [error, setError] = useState<string>();
  const ask = async (): Promise<void> => {
    const isEmpty = reason.trim() === "";
    setError(isEmpty ? words.reasonMissing : undefined);
    if (isEmpty) return;
    const state = await call.run("askIdentity", { caseId, reason: reason.trim() }, words.asked);
    if (state === null) return;
    setReason("");
    onState(state);
  };
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <TextArea
        id="identity-reason"
        label={words.reason}
        hint={words.reasonHint}
        error={error}
        value={reason}
        most={MOST_TEXT}
        onValue={setReason}
      />
      <div>
        <Button type="submit" kind="second" isSmall disabled={call.isBusy}>
          {words.ask}
        </Button>
      </div>
    </form>
  );
}

type RequestProps = Shared & {
  state: IdentityView;
  request: NonNullable<IdentityView["request"]>;
  onOpened: () => void;
};

function Request({ caseId, state, request, call, onState, onOpened }: RequestProps) {
  const words = useWords().sharing.identity;
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const [opened, setOpened] = useState<OpenedIdentity | null>(null);
  const step = async (name: "confirmIdentity" | "withdrawIdentity", done: string): Promise<void> =>
    onState((await call.run(name, { caseId }, done)) ?? state);
  const open = async (): Promise<void> => {
    const identity = await call.run("openIdentity", { caseId });
    if (identity === null) return;
    setOpened(identity);
    onOpened();
  };
  return (
    <div class="card stack tight">
      <p>{words.by(request.askedBy.name)}</p>
      {request.reason !== null && (
        <blockquote class="typed" dir="auto">
          {request.reason}
        </blockquote>
      )}
      {request.isConfirmed ? (
        <p>{words.released(request.released.length, state.k)}</p>
      ) : (
        <p class="muted">{words.asked}</p>
      )}
      {state.openedOn !== null && <p>{words.opened(formatDay(state.openedOn, language))}</p>}
      {opened !== null && (
        <dl class="summary pairs">
          <div>
            <dt>{words.name}</dt>
            <dd>
              <bdi>{opened.name}</bdi>
            </dd>
          </div>
          <div>
            <dt>{words.contact}</dt>
            <dd>
              <bdi>{opened.contact}</bdi>
            </dd>
          </div>
        </dl>
      )}
      <div class="cluster">
        {request.isConfirmable && (
          <Button
            isSmall
            disabled={call.isBusy}
            onClick={() => void step("confirmIdentity", words.confirmed)}
          >
            {words.confirm}
          </Button>
        )}
        {request.isOpenable && opened === null && (
          <Button isSmall disabled={call.isBusy} onClick={() => setIsAsked(true)}>
            {words.open}
          </Button>
        )}
        <Button
          kind="quiet"
          isSmall
          disabled={call.isBusy}
          onClick={() => void step("withdrawIdentity", words.withdrawn)}
        >
          {words.withdraw}
        </Button>
      </div>
      {isAsked && (
        <ConfirmDialog
          id="open-identity"
          title={words.open}
          yes={words.open}
          onYes={() => void open()}
          onClose={() => setIsAsked(false)}
        >
          <p>{words.openWhat}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
