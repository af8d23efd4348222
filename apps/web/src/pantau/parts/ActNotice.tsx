import { useShared } from "../../lib/i18n/shared/index.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { Progress } from "../../lib/ui/Progress.tsx";
import { useCopy } from "../copy/index.ts";
import type { State, Written } from "../machine.ts";

type OpenState = Extract<State, { kind: "open" }>;
type Props = {
  state: OpenState;
  of: readonly (Written | "files" | "burn" | "code" | "code-now")[];
};

/** What became of the newest act, beside the control that began it. */
export function ActNotice({ state: { act, isWaiting }, of }: Props) {
  const { write, files } = useCopy();
  const words = useShared();
  if (
    isWaiting &&
    (act.kind === "sending"
      ? of.includes(act.what)
      : act.kind === "uploading" && of.includes("files"))
  ) {
    return (
      <Notice tone="warn" isLive>
        {write.notSent} {words.stillTrying}
      </Notice>
    );
  }
  switch (act.kind) {
    case "sending":
      return of.includes(act.what) ? <Notice isLive>{write.sending}</Notice> : null;
    case "uploading":
      return of.includes("files") ? (
        <Progress id="upload" label={files.sending(act.name)} share={act.share} />
      ) : null;
    case "done":
      if (!of.includes(act.what)) return null;
      return (
        <Notice tone="ok" isLive>
          {act.what === "files" ? files.sent : write.sent}
        </Notice>
      );
    case "failed":
      if (!of.includes(act.what)) return null;
      return (
        <Notice tone="err" isLive>
          {write.notSent}
        </Notice>
      );
    case "files-missing":
      if (!of.includes("files")) return null;
      return (
        <Notice tone="err" isLive>
          {files.notSent(act.names.join(", "))}
        </Notice>
      );
    default:
      return null;
  }
}
