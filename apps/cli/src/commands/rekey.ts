import { grantKeyrings, rekeyUnit } from "@bijak/client/people";
import { atDesk } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions } from "../options.ts";
import { type Command, print, printJson, tell } from "../world.ts";

/** Seals own keyrings to whoever was let in, then gives the cases of a unit keys of now. May be stopped and started again. */
export const rekey: Command = async (call) => {
  const { world, say } = call;
  const { values, positionals } = readOptions(call, ENTRY);
  const unit = ensureOption(call, "UNIT", positionals[0]);
  return atDesk(call, values, async (desk) => {
    await grantKeyrings(desk);
    const onProgress = (done: number, total: number) => tell(world, say.rekeying(done, total));
    const { done, left, locked } = await rekeyUnit(desk, { unit, onProgress });
    if (values.json === true) printJson(world, { done, left, locked });
    else print(world, say.rekeyed(done, left, locked));
  });
};
