import { ensureWebClient } from "../web-build.ts";
import { type Call, print, type Running, tell } from "../world.ts";

type Options = { readonly data: string | undefined; readonly port: number | undefined };

/**
 * Opens the doors for a founding and prints the link to the ceremony page. The token stands in the fragment of the link: browsers
 * send it nowhere. The institution that is founded there is served until the process is asked to end.
 */
export async function holdInBrowser(call: Call, { data, port }: Options): Promise<void> {
  const { world, say } = call;
  const webRoot = await ensureWebClient(call);
  const asked = world.asksToEnd();
  const running = await world.serve({
    env: world.env,
    webRoot,
    isFounding: true,
    ...(port === undefined ? {} : { port }),
    ...(data === undefined ? {} : { data }),
  });
  try {
    print(world, say.ceremony);
    print(world, linkOf(running));
    await asked;
  } finally {
    await running.close();
  }
  tell(world, say.stopped);
}

function linkOf({ staffOrigin, publicOrigin, foundingToken }: Running): string {
  if (foundingToken === null) throw new Error("a server that is there for a founding has a token");
  const given = new URLSearchParams({ token: foundingToken, public: publicOrigin });
  return `${staffOrigin}/admin/penyiapan#${given.toString()}`;
}
