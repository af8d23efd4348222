import { openLink, type Line, type Link } from "../lib/calls/link.ts";
import { performCeremony } from "../lib/passkey/ceremony.ts";
import type { DeskCalls } from "./desk.rpc.ts";

/** The page's end of the line to the worker that holds the desk. */
export type DeskLink = Link<DeskCalls>;

export const openDeskLink = (line: Line): DeskLink => openLink<DeskCalls>(line, performCeremony);
