import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/reporter.css";
import "../styles/staff.css";
import { render } from "preact";
import { languageOf } from "../lib/i18n/language.ts";
import "../lib/i18n/shared/both.ts";
import { App } from "./App.tsx";

const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the recovery");
render(<App firstLanguage={languageOf(navigator.language)} />, place);
