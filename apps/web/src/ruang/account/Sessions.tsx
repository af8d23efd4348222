import { useCallback, useEffect, useState } from "preact/hooks";
import { formatMoment } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { OwnSession } from "../model.ts";
import { Loading } from "../ui/Loading.tsx";
import { useOwnCall } from "./useOwnCall.ts";

/** Where the member is signed in; every session but this one can be ended here. */
export function Sessions() {
  const words = useWords().own.sessions;
  const { isBusy, failure, run } = useOwnCall();
  const [sessions, setSessions] = useState<readonly OwnSession[] | null>(null);
  const keep = useCallback((found: readonly OwnSession[] | null): void => {
    if (found !== null) setSessions(found);
  }, []);
  useEffect(() => {
    void run("listSessions", {}).then(keep);
  }, [run, keep]);
  const others = sessions?.filter(({ isThis }) => !isThis) ?? [];
  return (
    <section class="stack" aria-labelledby="sessions">
      <div class="stack tight">
        <h2 id="sessions">{words.title}</h2>
        <p class="muted prose">{words.note}</p>
      </div>
      {failure !== null && (
        <Notice tone="err" isLive>
          {failure}
        </Notice>
      )}
      {sessions === null && failure === null && <Loading text={words.loading} />}
      {sessions !== null && (
        <ul class="ways">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isBusy={isBusy}
              onEnd={() => void run("endSession", { id: session.id }, words.ended).then(keep)}
            />
          ))}
        </ul>
      )}
      {sessions !== null && others.length === 0 && <p class="muted">{words.only}</p>}
      {others.length > 0 && (
        <>
          <p class="prose">{words.strange}</p>
          <div>
            <Button
              kind="second"
              disabled={isBusy}
              onClick={() => void run("endOtherSessions", {}, words.othersEnded).then(keep)}
            >
              {words.endOthers}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

type RowProps = { session: OwnSession; isBusy: boolean; onEnd: () => void };

function SessionRow({ session, isBusy, onEnd }: RowProps) {
  const words = useWords().own.sessions;
  const method = words.methods[session.method];
  const moment = formatMoment(session.startedAt, useLanguage());
  return (
    <li>
      <div>
        <b>{method}</b>
        <p class="small muted">{words.since(moment)}</p>
      </div>
      {session.isThis ? (
        <span class="badge">{words.isThis}</span>
      ) : (
        <Button
          kind="second"
          isSmall
          disabled={isBusy}
          aria-label={words.endOf(method, moment)}
          onClick={onEnd}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
