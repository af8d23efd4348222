import { useLocation } from "preact-iso/router";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { closedKind } from "../state/closed.ts";
import { titleOf } from "../state/row.ts";
import { Loading } from "../ui/Loading.tsx";
import { useCommands } from "../useRoom.ts";
import { Actions, goToStatus } from "./Actions.tsx";
import { CaseFacts, take } from "./CaseHead.tsx";
import { Closed } from "./Closed.tsx";
import { useWriter } from "./Composer.tsx";
import { NextDeadline } from "./Deadline.tsx";
import { Gate } from "./Gate.tsx";
import { OpenedCase, Tabs } from "./OpenedCase.tsx";
import { useCase } from "./useCase.ts";
import { Warnings } from "./Warnings.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

const INBOX = "/ruang/kotak-masuk";

/** `/ruang/kasus/:id`: everything of one case on one page. */
export function CasePage({ id, info }: { id: string; info: RoomInfo }) {
  const words = useWords();
  const shared = useShared();
  const { route } = useLocation();
  const one = useCase(id, () => undefined);
  const { view } = one;
  const writer = useWriter();
  const title = view === null ? words.case.label : titleOf(view, words.inbox.row);
  // The label, never the title: tabs and histories are read by others.
  useRoomTitle(view?.label ?? words.case.label);
  useCommands({
    back: () => route(INBOX),
    take: () => view !== null && take({ view, one, info }, words.case.taken),
    reply: () => writer.write("reply"),
    note: () => writer.write("note"),
    status: goToStatus,
  });
  const closed = view === null ? null : closedKind(view);
  const isOpen = view !== null && closed === null && view.declaration === "no-conflict";
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack loose">
        <div class={isOpen ? "stack stick" : "stack"}>
          <p class="small cluster between lone">
            <a href={INBOX}>{words.inbox.title}</a>
            <Button kind="quiet" isSmall onClick={() => void one.reload()}>
              {words.case.reload}
            </Button>
          </p>
          <div class="cluster between">
            <Heading key={view?.declaration ?? "none"}>
              <bdi>{title}</bdi>
            </Heading>
            {isOpen && <Actions writer={writer} className="cluster only-wide" />}
          </div>
          {view !== null && <CaseFacts view={view} />}
          {view !== null && <NextDeadline view={view} />}
          {isOpen && <Tabs view={view} />}
        </div>
        {one.failure !== null && (
          <Notice tone="err" isLive>
            <p>{one.failure}</p>
            <Button kind="second" isSmall onClick={() => void one.reload()}>
              {shared.retry}
            </Button>
          </Notice>
        )}
        {view === null && one.failure === null && <Loading text={words.case.loading} />}
        {view !== null && <Warnings view={view} />}
        {closed !== null && <Closed kind={closed} />}
        {view !== null && closed === null && view.declaration === "none" && (
          <Gate view={view} one={one} info={info} />
        )}
        {isOpen && <OpenedCase view={view} one={one} info={info} writer={writer} />}
        {isOpen && <Actions writer={writer} className="bar cluster only-narrow" />}
      </div>
    </main>
  );
}
