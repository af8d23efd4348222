import { en } from "./en.ts";
import { id } from "./id.ts";
import { shared } from "./index.ts";

// For an entry that has both languages from the start.
shared.put("id", id);
shared.put("en", en);
