import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { useLanguage, type Language } from "../../lib/i18n/language.ts";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Mark } from "../../lib/ui/Mark.tsx";
import { practiceOf, TrialBanner } from "../../lib/ui/TrialBanner.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { LanguageSwitch } from "../../lib/ui/LanguageSwitch.tsx";

type Props = {
  info: RoomInfo;
  onLock: () => void;
  onLanguage: (language: Language) => void;
  children: ComponentChildren;
};

/** Everything around an open screen: skip link, trial banner, navigation, lock, language. */
export function Frame({ info, onLock, onLanguage, children }: Props) {
  const words = useWords();
  const shared = useShared();
  const language = useLanguage();
  const practice = practiceOf(info);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <a class="hidden skip" href="#content">
        {shared.skipToContent}
      </a>
      {practice !== null && <TrialBanner practice={practice} />}
      <header class="top">
        <div class="wide">
          <a class="brand" href="/ruang/kotak-masuk">
            <Mark />
            <span>
              {words.room}
              <small>{info.units.map(({ name }) => name).join(", ") || info.name}</small>
            </span>
          </a>
          <RoomNav info={info} onLanguage={onLanguage} />
          <div class="cluster room-actions">
            <span class="only-wide">
              <LanguageSwitch onLanguage={onLanguage} />
            </span>
            <Button kind="second" isSmall icon="lock" onClick={onLock}>
              {words.lockNow}
            </Button>
          </div>
        </div>
      </header>
      {children}
    </>
  );
}

/** The three admin pages are one place. */
const isAt = (path: string, href: string): boolean =>
  path === href || (href.startsWith("/admin/") && path.startsWith("/admin/"));

function RoomNav({ info, onLanguage }: Pick<Props, "info" | "onLanguage">) {
  const words = useWords();
  const { path } = useLocation();
  const places = [
    { href: "/ruang/kotak-masuk", label: words.nav.inbox },
    ...(info.roles.includes("supervisor")
      ? [{ href: "/ruang/angka", label: words.nav.figures }]
      : []),
    { href: "/ruang/antarunit", label: words.sharing.nav },
    { href: "/admin/kunci", label: words.admin.nav },
    { href: "/ruang/akun", label: words.nav.account },
  ];
  return (
    <nav class="nav room-nav" aria-label={words.nav.label}>
      {places.map(({ href, label }) => (
        <a key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
          {label}
        </a>
      ))}
      <span class="only-narrow">
        <LanguageSwitch onLanguage={onLanguage} />
      </span>
    </nav>
  );
}
