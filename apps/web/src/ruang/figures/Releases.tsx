import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { errorText } from "../errorText.ts";
import type { Release, RoomInfo } from "../model.ts";
import { ask, say } from "../room.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Loading } from "../ui/Loading.tsx";
import { useRoom } from "../useRoom.ts";
import { Preview } from "./Preview.tsx";
import { ProposeYear } from "./ProposeYear.tsx";
import { useAnswer } from "./useAnswer.ts";

/** Years that are public or on their way there. One supervisor proposes, another publishes. */
export function Releases({ info, thisYear }: { info: RoomInfo; thisYear: number }) {
  const words = useWords();
  const own = words.figures;
  const { value, failure, put } = useAnswer("listReleases", {});
  return (
    <>
      <section class="stack prose" aria-labelledby="releases">
        <h2 id="releases">{own.releasesTitle}</h2>
        <Notice>{own.releasesNote}</Notice>
        {failure !== null && (
          <Notice tone="err" isLive>
            {failure}
          </Notice>
        )}
        {value === null && failure === null && <Loading text={words.waiting} />}
        {value?.length === 0 && <p class="muted">{own.none}</p>}
        {value?.map((release) => (
          <OneRelease key={release.id} release={release} info={info} onChanged={put} />
        ))}
      </section>
      <ProposeYear
        thisYear={thisYear}
        years={value?.map(({ imported }) => imported.year) ?? []}
        onProposed={put}
      />
    </>
  );
}

type Props = {
  release: Release;
  info: RoomInfo;
  onChanged: (releases: readonly Release[]) => void;
};

function OneRelease({ release, info, onChanged }: Props) {
  const room = useRoom();
  const words = useWords();
  const own = words.figures;
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const { id, imported, isPublished, publishedOn, isValid, proposedBy } = release;
  const isOwn = proposedBy === info.memberId;
  const publish = async (): Promise<void> => {
    try {
      onChanged(await ask(room, "confirmRelease", { id }));
      say(room, own.publishedNow);
    } catch (fault) {
      say(room, errorText(fault, words.errors), "err");
    }
  };
  return (
    <article class="card stack" aria-labelledby={`release-${id}`}>
      <div class="cluster between">
        <h3 id={`release-${id}`}>{own.year(imported.year)}</h3>
        <span class={isPublished ? "chip" : "chip warn"}>
          {isPublished && publishedOn !== null
            ? own.published(formatDay(publishedOn, language))
            : own.proposed}
        </span>
      </div>
      <Preview imported={imported} title={isPublished ? own.publicTitle : own.previewTitle} />
      {isValid ? (
        <p class="small muted">
          {own.signedBy(release.signers.map(({ name }) => name).join(", "))}
        </p>
      ) : (
        <Notice tone="err">{own.notValid}</Notice>
      )}
      {!isPublished && isOwn && <p class="muted">{own.byYou}</p>}
      {!isPublished && !isOwn && isValid && (
        <div>
          <Button onClick={() => setIsAsked(true)}>{own.publish}</Button>
        </div>
      )}
      {isAsked && (
        <ConfirmDialog
          id="publish"
          title={own.publishSure(imported.year)}
          yes={own.publish}
          onYes={() => void publish()}
          onClose={() => setIsAsked(false)}
        >
          <p>{own.publishNote}</p>
        </ConfirmDialog>
      )}
    </article>
  );
}
