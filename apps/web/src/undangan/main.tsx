import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/reporter.css";
import "../styles/staff.css";
import "../styles/keys.css";
import "./undangan.css";
import { render } from "preact";
import { openLink } from "../lib/calls/link.ts";
import { languageOf } from "../lib/i18n/language.ts";
import "../lib/i18n/shared/both.ts";
import { performCeremony } from "../lib/passkey/ceremony.ts";
import { startWorker } from "../lib/worker.ts";
import { App } from "./App.tsx";
import type { InviteCalls } from "./invite.rpc.ts";
import inviteUrl from "./invite.worker.ts?worker&url";
import { takeToken } from "./token.ts";

const token = takeToken(location, history);
const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the invitation");
const link = openLink<InviteCalls>(startWorker(inviteUrl), performCeremony);
// The page is written in Indonesian; who reads it in an English browser begins in English.
const firstLanguage = languageOf(navigator.language);
render(<App link={link} firstToken={token} firstLanguage={firstLanguage} />, place);
