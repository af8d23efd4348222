import { publishRotations, rotateUnit } from "@bijak/client/people";
import { Failure } from "../failure.ts";
import { atDesk, reportPublished } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions } from "../options.ts";
import type { Command } from "../world.ts";

/** Makes the next key of an own unit, or with `--publish` takes waiting ones over into the directory as a signer. */
export const rotate: Command = async (call) => {
  const spec = { ...ENTRY, reason: { type: "string" }, publish: { type: "boolean" } } as const;
  const { values, positionals } = readOptions(call, spec);
  const isJson = values.json === true;
  if (values.publish === true)
    return atDesk(call, values, async (desk) =>
      reportPublished(call, await publishRotations(desk), isJson),
    );
  const unit = ensureOption(call, "UNIT", positionals[0]);
  const reason = values.reason ?? "schedule";
  if (reason !== "schedule" && reason !== "dismissal")
    throw new Failure(call.say.unknownOption(`--reason ${reason}`), 2);
  return atDesk(call, values, async (desk) => {
    const { published } = await rotateUnit(desk, { unit, reason });
    reportPublished(call, published, isJson);
  });
};
