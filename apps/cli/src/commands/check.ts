import { inspectInstallation, type Inspection, type Verdict } from "@bijak/server/offline";
import { Failure } from "../failure.ts";
import { readOptions, readTextFile } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

const MARKS: Readonly<Record<Verdict, string>> = { sound: "✓", warning: "!", broken: "✗" };

/** Looks at an installation without changing it. Exit code 0 when nothing in it is broken. */
export const check: Command = async (call) => {
  const { world, say } = call;
  const { values } = readOptions(call, {
    data: { type: "string" },
    checkpoint: { type: "string" },
  });
  const checkpoint =
    values.checkpoint === undefined
      ? {}
      : { checkpoint: await readTextFile(call, values.checkpoint) };
  const inspections = await inspectInstallation({
    env: world.env,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...checkpoint,
  });
  if (inspections.length === 0) throw new Failure(say.nothingHere);
  if (values.json === true) printJson(world, inspections);
  else for (const line of describe(call, inspections)) print(world, line);
  return count(inspections, "broken") === 0 ? 0 : 1;
};

const count = (inspections: readonly Inspection[], verdict: Verdict): number =>
  inspections.flatMap(({ findings }) => findings).filter((one) => one.verdict === verdict).length;

function describe({ say, language }: Call, inspections: readonly Inspection[]): string[] {
  const lines = inspections.flatMap(({ instance, findings }) => [
    instance,
    ...findings.map(({ verdict, words }) => `  ${MARKS[verdict]} ${words[language]}`),
  ]);
  return [...lines, say.checked(count(inspections, "broken"), count(inspections, "warning"))];
}
