import type { Desk } from "@bijak/client/handler";
import { dismiss } from "@bijak/client/people";
import { Failure } from "../failure.ts";
import { atDesk, reportPublished } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

/** Lists the members of the signed list, or dismisses one: their sessions end with the publication. */
export const members: Command = async (call) => {
  const { values, positionals } = readOptions(call, ENTRY);
  const [word = "list", memberId] = positionals;
  if (word === "list")
    return atDesk(call, values, async (desk) => show(call, desk, values.json === true));
  if (word !== "dismiss") throw new Failure(call.say.unknownCommand(`members ${word}`), 2);
  const leaving = { memberId: ensureOption(call, "ID", memberId) };
  return atDesk(call, values, async (desk) =>
    reportPublished(call, await dismiss(desk, leaving), values.json === true),
  );
};

function show({ world }: Call, desk: Desk, isJson: boolean): void {
  const rows = desk.members.map(({ id, name, units, roles }) => ({ id, name, units, roles }));
  if (isJson) return printJson(world, rows);
  for (const { id, name, units, roles } of rows)
    print(world, `${id}  ${units.join(",") || "-"}  ${roles.join(",") || "-"}  ${name}`);
}
