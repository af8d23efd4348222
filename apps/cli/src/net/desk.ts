import { type Desk, openDesk, signOut } from "@bijak/client/handler";
import type { Published } from "@bijak/client/people";
import { dayOf } from "@bijak/domain";
import { type Call, print, printJson, tell } from "../world.ts";
import { signIn } from "./staff.ts";

type Entry = Parameters<typeof signIn>[1];

/** Opens the desk of a member, does the work there, and signs out. Warns when the audit log does not fit. */
export async function atDesk(
  call: Call,
  entry: Entry,
  work: (desk: Desk) => Promise<void>,
): Promise<number> {
  const { api, signedIn } = await signIn(call, entry);
  const desk = await openDesk(api, signedIn, () => dayOf(new Date()));
  if (desk.memory.audit?.isConsistent === false) tell(call.world, call.say.auditBroken);
  await work(desk);
  await signOut(api);
  return 0;
}

/** Says what became of signed notes. */
export function reportPublished(
  { world, say }: Call,
  published: Published | null,
  isJson: boolean,
): void {
  if (isJson) printJson(world, published);
  else if (published === null) print(world, say.waitsForSigner);
  else if (published.kind === "waits-for-signatures")
    print(world, say.waitsForSignatures(published.have, published.need));
  else print(world, say.published(published.directorySerial, published.membersSerial));
}
