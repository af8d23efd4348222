import type { ComponentChildren } from "preact";
import { Notice } from "../../lib/ui/Notice.tsx";
import type { OwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import { Loading } from "../ui/Loading.tsx";

type Props = {
  id: string;
  title: string;
  lead?: string;
  /** What is said of an empty list. */
  none: string;
  /** Null until it is there. */
  count: number | null;
  call: OwnCall;
  children: ComponentChildren;
};

/** A list with its title, what went wrong, and what an empty one means. */
export function ListSection({ id, title, lead, none, count, call, children }: Props) {
  const words = useWords().sharing;
  return (
    <section class="stack" aria-labelledby={id}>
      <div class="stack tight">
        <h2 id={id}>{title}</h2>
        {lead !== undefined && <p class="muted prose">{lead}</p>}
      </div>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {count === null && call.failure === null && <Loading text={words.loading} />}
      {count === 0 && <p class="muted">{none}</p>}
      {children}
    </section>
  );
}
