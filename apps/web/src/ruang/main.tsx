import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/reporter.css";
import "../styles/talk.css";
import "../styles/staff.css";
import "../styles/figures.css";
import "../styles/sheets.css";
import "../styles/keys.css";
import "./ruang.css";
import { render } from "preact";
import { languageOf } from "../lib/i18n/language.ts";
import "../lib/i18n/shared/both.ts";
import { startWorker } from "../lib/worker.ts";
import { App } from "./App.tsx";
import { openDeskLink } from "./desk.link.ts";
import deskUrl from "./desk.worker.ts?worker&url";
import { createRoom } from "./room.ts";

const room = createRoom(() => openDeskLink(startWorker(deskUrl)));
const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the room");
// The page is written in Indonesian; who reads it in an English browser begins in English.
const firstLanguage = languageOf(navigator.language);
render(<App room={room} firstLanguage={firstLanguage} />, place);
