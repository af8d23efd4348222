import { formatDay } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";
import { Heading } from "../ui/Heading.tsx";
import type { Loading } from "./useInstitution.ts";

type NotReady = Exclude<Loading, { kind: "ready" }>;

/** Stands in for a screen that cannot be shown yet, or not at all, and says why and what can be done. */
export function Waiting({ loading }: { loading: NotReady }) {
  const words = useShared();
  if (loading.kind === "loading") {
    return (
      <div class="page">
        <p role="status">{loading.isSlow ? words.slow : words.loading}</p>
      </div>
    );
  }
  return (
    <div class="page stack">
      <Heading>{words.cannotStart}</Heading>
      <Reason loading={loading} />
      <p>{words.otherWays}</p>
    </div>
  );
}

function Reason({ loading }: { loading: Exclude<NotReady, { kind: "loading" }> }) {
  const words = useShared();
  const language = useLanguage();
  switch (loading.kind) {
    case "lacking":
      return <p>{loading.lack === "old" ? words.oldBrowser : words.insecureAddress}</p>;
    case "expired":
      return (
        <>
          <p>{words.expired}</p>
          <p>
            {words.deviceDate} <b>{formatDay(loading.today, language, "weekday")}</b>.{" "}
            {words.fixClock}
          </p>
        </>
      );
    case "unproven":
      return <p>{words.unproven}</p>;
    case "unavailable":
      return <p>{words.unavailable}</p>;
  }
}
