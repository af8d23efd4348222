import {
  type ConfirmShares,
  createFoundingApi,
  type FoundedInstitution,
  foundInstitution,
  type FoundingPlan,
} from "@bijak/client/founding";
import { dayOf } from "@bijak/domain";
import { openAsking } from "../ask.ts";
import { holdInBrowser } from "../init/browser.ts";
import { parsePlan } from "../init/plan.ts";
import { confirmByTyping, describeSheets } from "../init/sheets.ts";
import { fetchAt } from "../net/fetch-at.ts";
import { ensureOption, readJson, readOptions, readPort, readTextFile } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

/**
 * Founds a real institution from a plan file, after k rows of each unit were typed back from the printed sheets. Its secrets are
 * printed this once and kept nowhere. With `--browser` it is founded on the ceremony page instead, in a browser. With `--skip-rows` nobody types: then the channel does not open before a drill is recorded.
 */
export const init: Command = async (call) => {
  const { values } = readOptions(call, {
    plan: { type: "string" },
    data: { type: "string" },
    "skip-rows": { type: "boolean" },
    browser: { type: "boolean" },
    port: { type: "string" },
  });
  if (values.browser === true) {
    await holdInBrowser(call, { data: values.data, port: readPort(call, values.port) });
    return 0;
  }
  const path = ensureOption(call, "--plan", values.plan);
  const plan = parsePlan(readJson(call, await readTextFile(call, path), path));
  const { k } = plan.recovery;
  const asking = values["skip-rows"] === true ? null : openAsking(call.world);
  const typing =
    asking === null
      ? {}
      : { confirmShares: confirmByTyping({ call, asking, k, isJson: values.json === true }) };
  const founded = await found(call, { plan, typing, data: values.data }).finally(() =>
    asking?.close(),
  );
  if (values.json === true) printJson(call.world, founded);
  else for (const line of describe(call, founded)) print(call.world, line);
  return 0;
};

type Founding = {
  readonly plan: FoundingPlan;
  readonly typing: { readonly confirmShares?: ConfirmShares };
  readonly data: string | undefined;
};

/** Starts the doors for founding in this process, uses them over loopback like any founder, and closes them. */
async function found(
  { world }: Call,
  { plan, typing, data }: Founding,
): Promise<FoundedInstitution> {
  const { publicOrigin, staffOrigin } = plan;
  const env = { ...world.env, BIJAK_PUBLIC_ORIGIN: publicOrigin, BIJAK_STAFF_ORIGIN: staffOrigin };
  const running = await world.serve({
    env,
    port: 0,
    webRoot: world.root,
    isFounding: true,
    ...(data === undefined ? {} : { data }),
  });
  try {
    if (running.foundingToken === null)
      throw new Error("a server that is there for a founding has a token");
    const api = createFoundingApi(staffOrigin, running.foundingToken, fetchAt(running.ports.staff));
    return await foundInstitution({ api, plan, today: dayOf(new Date()), ...typing });
  } finally {
    await running.close();
  }
}

function describe({ say }: Call, { accounts, recoveryShares }: FoundedInstitution): string[] {
  return [
    say.initDone,
    "",
    ...accounts.flatMap(({ name, unit, role, password, paperKey }) => [
      `${name}  ${unit ?? "-"}  ${say.roles[role] ?? role}`,
      `  ${say.columns.password}: ${password}`,
      `  ${say.paperKey}: ${paperKey}`,
      "",
    ]),
    ...describeSheets({ say }, recoveryShares),
  ];
}
