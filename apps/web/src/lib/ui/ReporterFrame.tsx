import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { leaveTo, listenForExitKeys } from "../exit.ts";
import { otherLanguage, useLanguage } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";
import type { LanguageSwitch } from "../reporter/useLanguageSwitch.ts";
import { focusContent } from "./focusContent.ts";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";
import { Notice } from "./Notice.tsx";
import { TrialBanner, type Practice } from "./TrialBanner.tsx";
import { useOnline } from "./useOnline.ts";

type Props = {
  title: string;
  practice: Practice;
  exitAddress: string;
  languages: LanguageSwitch;
  children: ComponentChildren;
};

/** Everything around a reporter's screen: skip links, the banner of a trial or rehearsal, exit, language, the neutral title of the tab. */
export function ReporterFrame({ title, practice, exitAddress, languages, children }: Props) {
  const words = useShared();
  const language = useLanguage();
  const isOnline = useOnline();
  const leave = (): void => leaveTo(exitAddress);
  useEffect(() => {
    document.title = title;
    document.documentElement.lang = language;
  }, [title, language]);
  useEffect(() => listenForExitKeys(() => leaveTo(exitAddress)), [exitAddress]);
  return (
    <>
      <button type="button" class="hidden skip" onClick={focusContent}>
        {words.skipToContent}
      </button>
      <button type="button" class="hidden skip" onClick={leave}>
        {words.exit}
      </button>
      {practice && <TrialBanner practice={practice} />}
      <header class="top">
        <div class="wide">
          <span class="brand">
            <Mark />
            {words.product}
          </span>
          <div class="cluster">
            <LanguageButton className="only-wide" languages={languages} />
            <button type="button" class="btn exit" onClick={leave}>
              <Icon name="exit" /> {words.exit}
            </button>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {!isOnline && (
          <div class="page offline">
            <Notice tone="warn" isLive>
              {words.offline}
            </Notice>
          </div>
        )}
        {children}
      </main>
      <footer class="foot only-narrow">
        <div class="wide">
          <LanguageButton className="" languages={languages} />
        </div>
      </footer>
    </>
  );
}

function LanguageButton({
  className,
  languages,
}: {
  className: string;
  languages: LanguageSwitch;
}) {
  const words = useShared();
  const other = otherLanguage(useLanguage());
  return (
    <span class={`cluster ${className}`}>
      <button
        type="button"
        class="btn quiet small"
        lang={other}
        onClick={() => languages.change(other)}
      >
        {words.switchLanguage}
      </button>
      <span class="small" role="status">
        {languages.hasFailed && words.notSwitched}
      </span>
    </span>
  );
}
