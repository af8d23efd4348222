import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/reporter.css";
import "../styles/talk.css";
import type { Language } from "../lib/i18n/language.ts";
import type { Shared } from "../lib/i18n/shared/id.ts";
import { shared } from "../lib/i18n/shared/index.ts";
import { mount } from "../lib/reporter/mount.ts";
import { App } from "./App.tsx";
import { catalogue, type PantauCopy } from "./copy/index.ts";

/** Shows the page in the language of its address. */
export function start(language: Language, copy: PantauCopy, sharedCopy: Shared): void {
  catalogue.put(language, copy);
  shared.put(language, sharedCopy);
  mount(App, language);
}
