import { admit as admitMember, listInvitations } from "@bijak/client/people";
import { Failure } from "../failure.ts";
import { atDesk, reportPublished } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions } from "../options.ts";
import { type Command, print, printJson } from "../world.ts";

/**
 * Lets an invited person in whose six groups of digits were read out to the signer; without digits lists the invitations. The digits are
 * no secret, so they may stand on the command line.
 */
export const admit: Command = async (call) => {
  const { world, say } = call;
  const { values, positionals } = readOptions(call, { ...ENTRY, digits: { type: "string" } });
  const [login] = positionals;
  const isJson = values.json === true;
  if (login === undefined)
    return atDesk(call, values, async (desk) => {
      const rows = await listInvitations(desk);
      if (isJson) printJson(world, rows);
      else for (const row of rows) print(world, `${row.login}  ${row.state}  ${row.name}`);
    });
  const typedFingerprint = ensureOption(call, "--digits", values.digits);
  return atDesk(call, values, async (desk) => {
    const rows = await listInvitations(desk);
    const invitation = rows.find((row) => row.login === login && row.state === "enrolled");
    if (invitation === undefined) throw new Failure(say.nobodyWaits(login));
    const { name, units, roles } = invitation;
    if (!isJson) print(world, `${name}  ${units.join(",") || "-"}  ${roles.join(",")}`);
    reportPublished(call, await admitMember(desk, { invitation, typedFingerprint }), isJson);
  });
};
