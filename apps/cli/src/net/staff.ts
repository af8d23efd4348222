import {
  createStaffApi,
  openDesk,
  signInWithPaperKey,
  signInWithPassword,
  type StaffApi,
} from "@bijak/client/handler";
import { dayOf } from "@bijak/domain";
import { askSecret } from "../ask.ts";
import type { Call } from "../world.ts";
import { fetchWithCookies } from "./cookie-jar.ts";

const DEFAULT_STAFF = "http://localhost:8081";

export type Entry = {
  readonly server: string | undefined;
  readonly name: string;
  readonly isPaper: boolean;
};

/** Signs a member in with a secret from the keyboard or standard input, and unlocks what the member can read. */
export async function openDeskFor(call: Call, { server = DEFAULT_STAFF, name, isPaper }: Entry) {
  const { world, say } = call;
  const secret = await askSecret(world, isPaper ? say.askPaperKey(name) : say.askPassword(name));
  const api: StaffApi = createStaffApi(server, fetchWithCookies(new URL(server).origin));
  const signedIn = isPaper
    ? await signInWithPaperKey(api, { name, paperKey: secret })
    : await signInWithPassword(api, { name, password: secret });
  return { api, desk: await openDesk(api, signedIn, dayOf(new Date())) };
}
