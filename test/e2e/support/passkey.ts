import type { CDPSession, Page } from "playwright-core";

/** A passkey device of the browser's own making, in the place of a finger on a sensor. */
export type Authenticator = {
  /** How many passkeys lie in it. */
  readonly count: () => Promise<number>;
};

/** Gives the page a device that says yes to every touch (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/). */
export async function addAuthenticator(
  page: Page,
  { hasPrf }: { hasPrf: boolean },
): Promise<Authenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return {
    count: async () =>
      (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

type Seen = { readonly touches: number; readonly secrets: readonly string[] };

/** From now on notes, in the page itself, how often a passkey is asked for and what its PRF gave, in base64. */
export async function watchPasskeys(page: Page): Promise<() => Promise<Seen>> {
  const touches: string[] = [];
  await page.exposeFunction("noteTouch", (secret: string) => void touches.push(secret));
  await page.addInitScript(() => {
    const note = (globalThis as unknown as { noteTouch: (secret: string) => void }).noteTouch; // exposed above
    const watch = (credential: Credential | null): Credential | null => {
      const { prf } = (credential as PublicKeyCredential).getClientExtensionResults();
      const first = prf?.results?.first;
      const bytes = first === undefined ? new Uint8Array() : new Uint8Array(first as ArrayBuffer); // what Chromium gives
      note(btoa(String.fromCodePoint(...bytes)));
      return credential;
    };
    if (!isSecureContext) return; // an empty page has none
    const { credentials } = navigator;
    const [get, create] = [credentials.get.bind(credentials), credentials.create.bind(credentials)];
    credentials.get = async (options) => watch(await get(options));
    credentials.create = async (options) => watch(await create(options));
  });
  return () =>
    Promise.resolve({
      touches: touches.length,
      secrets: touches.filter((secret) => secret !== ""),
    });
}
