import { h, render, type ComponentType } from "preact";
import { onLeave } from "../exit.ts";
import type { Language } from "../i18n/language.ts";

/** Puts a reporter's page in place of the loading text, and takes it down with all it holds when the page is left. */
export function mount(App: ComponentType<{ language: Language }>, language: Language): void {
  const root = document.getElementById("app");
  if (!root) throw new Error("the page has no #app");
  root.replaceChildren();
  render(h(App, { language }), root);
  onLeave(() => render(null, root));
}
