import { keyHealth, type KeyHealth } from "@bijak/client/people";
import { toIsoDay } from "@bijak/domain";
import { atDesk } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { readOptions } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

/** Who holds what, and what needs somebody's hand. */
export const health: Command = async (call) => {
  const { values } = readOptions(call, ENTRY);
  return atDesk(call, values, async (desk) => {
    const found = await keyHealth(desk);
    if (values.json === true) printJson(call.world, found);
    else for (const line of describe(call, found)) print(call.world, line);
  });
};

function describe({ say }: Call, { units, directory, problems }: KeyHealth): readonly string[] {
  const { serial, expiresOn, signers, threshold } = directory;
  return [
    say.directoryLine(serial, toIsoDay(expiresOn), `${threshold}/${signers}`),
    ...units.map(({ unit, epoch, holders, sealedTo, expected }) =>
      say.unitLine(unit, epoch, `${holders.length}`, `${sealedTo}/${expected}`),
    ),
    ...(problems.length === 0 ? [say.healthy] : []),
    ...problems.map(({ code, at }) => `! ${at === "" ? "" : `${at}: `}${say.healthProblems[code]}`),
  ];
}
