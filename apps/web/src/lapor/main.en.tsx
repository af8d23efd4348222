import { en as sharedCopy } from "../lib/i18n/shared/en.ts";
import { en as copy } from "./copy/en.ts";
import { start } from "./start.ts";

start("en", copy, sharedCopy);
