import { invite as inviteMember } from "@bijak/client/people";
import { isRole, type Role } from "@bijak/domain";
import { Failure } from "../failure.ts";
import { atDesk } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

const MANY = { type: "string", multiple: true } as const;

/** Invites a person and prints the link, good once and for 36 hours. */
export const invite: Command = async (call) => {
  const spec = { ...ENTRY, person: { type: "string" }, unit: MANY, role: MANY } as const;
  const { values, positionals } = readOptions(call, spec);
  const who = {
    login: ensureOption(call, "LOGIN", positionals[0]),
    name: ensureOption(call, "--person", values.person),
    units: values.unit ?? [],
    roles: (values.role ?? []).map((word) => ensureRole(call, word)),
  };
  if (who.roles.length === 0) throw new Failure(call.say.optionMissing("--role"), 2);
  return atDesk(call, values, async (desk) => {
    const { id, link, expiresAt } = await inviteMember(desk, who);
    const until = new Date(expiresAt).toISOString();
    if (values.json === true) printJson(call.world, { id, link, until });
    else print(call.world, call.say.invited(link, until));
  });
};

function ensureRole({ say }: Call, word: string): Role {
  if (!isRole(word)) throw new Failure(say.unknownOption(`--role ${word}`), 2);
  return word;
}
