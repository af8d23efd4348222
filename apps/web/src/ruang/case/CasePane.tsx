import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { closedKind } from "../state/closed.ts";
import { titleOf } from "../state/row.ts";
import { Loading } from "../ui/Loading.tsx";
import { useCommands } from "../useRoom.ts";
import { CaseFacts, take, TakeButton } from "./CaseHead.tsx";
import { Closed } from "./Closed.tsx";
import { Composer, useWriter } from "./Composer.tsx";
import { NextDeadline } from "./Deadline.tsx";
import { Gate } from "./Gate.tsx";
import type { CasePart } from "./parts.ts";
import { Thread } from "./Thread.tsx";
import { useCase } from "./useCase.ts";
import { Warnings } from "./Warnings.tsx";

type Props = { caseId: string; info: RoomInfo; onClose: () => void; onChanged: () => void };

/** The case beside the list: what one needs for a first answer. Everything else is on the full page. */
export function CasePane({ caseId, info, onClose, onChanged }: Props) {
  const words = useWords();
  const shared = useShared();
  const { route } = useLocation();
  const one = useCase(caseId, onChanged);
  const { view } = one;
  const writer = useWriter();
  const heading = useRef<HTMLHeadingElement>(null);
  // The heading takes the focus when the case appears, and again when its content opens.
  useEffect(() => heading.current?.focus(), [view?.declaration]);
  const fullPage = `/ruang/kasus/${caseId}`;
  useCommands({
    back: onClose,
    open: () => route(fullPage),
    status: () => route(fullPage),
    take: () => view !== null && take({ view, one, info }, words.case.taken),
    reply: () => writer.write("reply"),
    note: () => writer.write("note"),
  });
  if (view === null) {
    return one.failure === null ? (
      <Loading text={words.case.loading} />
    ) : (
      <Notice tone="err" isLive>
        <p>{one.failure}</p>
        <Button kind="second" isSmall onClick={() => void one.reload()}>
          {shared.retry}
        </Button>
      </Notice>
    );
  }
  const part = { view, one, info };
  const closed = closedKind(view);
  return (
    <div class="stack loose">
      <div class="stack tight">
        <h2 class="say heading" ref={heading} tabIndex={-1}>
          <bdi>{titleOf(view, words.inbox.row)}</bdi>
        </h2>
        <CaseFacts view={view} />
        <p class="small lone">
          <a href={fullPage}>{words.case.fullPage}</a>
        </p>
      </div>
      <NextDeadline view={view} />
      <Warnings view={view} />
      {closed !== null && <Closed kind={closed} />}
      {closed === null && view.declaration === "none" && <Gate {...part} />}
      {closed === null && view.declaration === "no-conflict" && <Short {...part} writer={writer} />}
    </div>
  );
}

const LAST = 3;

function Short({ writer, ...part }: CasePart & { writer: ReturnType<typeof useWriter> }) {
  const words = useWords().case;
  const { view } = part;
  return (
    <>
      <div class="stack tight">
        <h3>{words.answers.story}</h3>
        <blockquote class="prose typed" dir="auto">
          {view.report?.text ?? words.answers.unreadable}
        </blockquote>
      </div>
      <Thread messages={view.thread.slice(-LAST)} />
      {view.pendingAct !== null && (
        <Notice>
          {words.closing.waits} <a href={`/ruang/kasus/${view.caseId}`}>{words.closing.look}</a>
        </Notice>
      )}
      <TakeButton {...part} />
      <Composer {...part} writer={writer} />
    </>
  );
}
