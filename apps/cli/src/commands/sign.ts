import { renewDirectory } from "@bijak/client/founding";
import { signOut } from "@bijak/client/handler";
import { dayOf, toIsoDay } from "@bijak/domain";
import { ENTRY, signIn } from "../net/staff.ts";
import { readOptions } from "../options.ts";
import { type Command, print, printJson } from "../world.ts";

/** Signs the directory anew for 90 days with the keys of a member who may. Nothing else in it changes. Where more signatures are demanded it waits for them. */
export const sign: Command = async (call) => {
  const { values } = readOptions(call, ENTRY);
  const { api, signedIn } = await signIn(call, values);
  const { published, serial, expiresOn } = await renewDirectory({
    staffApi: api,
    signedIn,
    today: dayOf(new Date()),
  });
  await signOut(api);
  const validUntil = toIsoDay(expiresOn);
  const isWaiting = published.kind === "waits-for-signatures";
  if (values.json === true) printJson(call.world, { serial, validUntil, isWaiting });
  else if (isWaiting)
    print(call.world, call.say.waitsForSignatures(published.have, published.need));
  else print(call.world, call.say.signed(serial, validUntil));
  return 0;
};
