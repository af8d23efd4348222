import { createStaffApi } from "@bijak/client/handler";
import { checkPassword, enrol, openInvitation, type Enrolment } from "@bijak/client/people";
import { serveCalls, type CallParts } from "../lib/calls/serve.ts";
import type { Choice, InviteCalls } from "./invite.rpc.ts";

/** The invited person's keys are made here and leave sealed; the worker ends with the page. */
const api = createStaffApi("");

const CALLS: {
  readonly [Name in keyof InviteCalls]: (
    input: InviteCalls[Name]["input"],
    parts: CallParts,
  ) => Promise<InviteCalls[Name]["output"]>;
} = {
  openInvitation: async ({ token }) => {
    const { login, name, units, roles } = await openInvitation(api, token);
    return { login, name, units, roles };
  },
  checkPassword: ({ password, login }) => Promise.resolve(checkPassword(password, login)),
  enrol: ({ token, choice, slotNames }, parts) =>
    enrol(api, token, { ...wishesOf(choice, parts), slotNames }),
};

const wishesOf = (
  { wantsPasskey, password, wantsPaperKey }: Choice,
  { createPasskey }: CallParts,
): Omit<Enrolment, "slotNames"> => ({
  wantsPaperKey,
  ...(password === null ? {} : { password }),
  ...(wantsPasskey ? { passkey: createPasskey } : {}),
});

const isCall = (word: string): word is keyof InviteCalls => Object.hasOwn(CALLS, word);

serveCalls(globalThis, async (call, input, parts) => {
  if (!isCall(call)) throw new TypeError("not a call of an invitation");
  return CALLS[call](input as never, parts); // the page's link types the input by the very name of the call
});
