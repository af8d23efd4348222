import {
  type ConfirmShares,
  createFoundingApi,
  type FoundedInstitution,
  foundInstitution,
  type FoundingPlan,
} from "@bijak/client/founding";
import { ApiError } from "@bijak/contract";
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
 * printed this once and kept nowhere. With `--skip-rows` nobody types: then the channel does not open before a drill is recorded.
 * With `--browser` it is founded on the ceremony page instead.
 */
export const init: Command = async (call) => {
  const { values } = readOptions(call, {
    plan: { type: "string" },
    data: { type: "string" },
    "skip-rows": { type: "boolean" },
    browser: { type: "boolean" },
    port: { type: "string" },
  });
  const { data, json: isJson = false } = values;
  if (values.browser === true) {
    await holdInBrowser(call, { data, port: readPort(call, values.port) });
    return 0;
  }
  const path = ensureOption(call, "--plan", values.plan);
  const plan = parsePlan(readJson(call, await readTextFile(call, path), path));
  const hasSheets = values["skip-rows"] === true;
  const founded = hasSheets
    ? await found(call, { plan, data })
    : await foundByTyping(call, { plan, data, isJson });
  tellFounded(call, founded, { isJson, hasSheets });
  return 0;
};

type Founding = {
  readonly plan: FoundingPlan;
  readonly data: string | undefined;
  readonly confirmShares?: ConfirmShares;
};

/** The sheets are printed on the way. */
async function foundByTyping(
  call: Call,
  { isJson, ...founding }: Founding & { readonly isJson: boolean },
): Promise<FoundedInstitution> {
  const asking = openAsking(call.world);
  const { k } = founding.plan.recovery;
  try {
    return await found(call, {
      ...founding,
      confirmShares: confirmByTyping({ call, asking, k, isJson }),
    });
  } finally {
    asking.close();
  }
}

type Telling = { readonly isJson: boolean; readonly hasSheets: boolean };

/** Prints every secret once: the sheets only when nobody has seen them. */
function tellFounded(
  call: Call,
  founded: FoundedInstitution,
  { isJson, hasSheets }: Telling,
): void {
  const { instanceFile, accounts, recoveryShares } = founded;
  if (isJson)
    return printJson(call.world, { instanceFile, accounts, ...(hasSheets && { recoveryShares }) });
  const sheets = hasSheets ? describeSheets(call, recoveryShares) : [];
  for (const line of [...describe(call, founded), ...sheets]) print(call.world, line);
}

/**
 * Starts the doors for founding in this process, uses them over loopback like any founder, and closes them. Throws `already-founded`
 * before anybody is asked for a row.
 */
async function found(
  { world }: Call,
  { plan, data, ...typing }: Founding,
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
    if (await running.isTaken(plan.instance)) throw new ApiError("already-founded");
    const api = createFoundingApi(staffOrigin, running.foundingToken, fetchAt(running.ports.staff));
    return await foundInstitution({ api, plan, today: dayOf(new Date()), ...typing });
  } finally {
    await running.close();
  }
}

function describe({ say }: Call, { accounts }: FoundedInstitution): string[] {
  return [
    say.initDone,
    "",
    ...accounts.flatMap(({ name, unit, role, password, paperKey }) => [
      `${name}  ${unit ?? "-"}  ${say.roles[role] ?? role}`,
      `  ${say.columns.password}: ${password}`,
      `  ${say.paperKey}: ${paperKey}`,
      "",
    ]),
  ];
}
