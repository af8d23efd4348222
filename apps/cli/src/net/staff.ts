import {
  createStaffApi,
  signInWithPaperKey,
  signInWithPassword,
  type SignedIn,
  type StaffApi,
} from "@bijak/client/handler";
import { askSecret } from "../ask.ts";
import { ensureOption } from "../options.ts";
import type { Call } from "../world.ts";
import { fetchWithCookies } from "./cookie-jar.ts";

const DEFAULT_STAFF = "http://localhost:8081";

/** Options of every command of a member. */
export const ENTRY = {
  server: { type: "string" },
  name: { type: "string" },
  paper: { type: "boolean" },
} as const;

type Entry = {
  readonly server?: string | undefined;
  readonly name?: string | undefined;
  readonly paper?: boolean | undefined;
};

/** Signs a member in with a secret from the keyboard or standard input: the password, or with `--paper` the paper key. */
export async function signIn(
  call: Call,
  { server = DEFAULT_STAFF, name: given, paper }: Entry,
): Promise<{ readonly api: StaffApi; readonly signedIn: SignedIn }> {
  const { world, say } = call;
  const name = ensureOption(call, "--name", given);
  const secret = await askSecret(
    world,
    paper === true ? say.askPaperKey(name) : say.askPassword(name),
  );
  const api = createStaffApi(server, fetchWithCookies(new URL(server).origin));
  const signedIn =
    paper === true
      ? await signInWithPaperKey(api, { name, paperKey: secret })
      : await signInWithPassword(api, { name, password: secret });
  return { api, signedIn };
}
