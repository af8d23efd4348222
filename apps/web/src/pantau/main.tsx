import { id as sharedCopy } from "../lib/i18n/shared/id.ts";
import { id as copy } from "./copy/id.ts";
import { start } from "./start.ts";

start("id", copy, sharedCopy);
