import assert from "node:assert/strict";
import { createStaffApi, openDesk, signInWithPassword, type Desk } from "../../src/handler.ts";
import {
  admit,
  enrol,
  invite,
  listInvitations,
  type Enrolled,
  type Invited,
} from "../../src/people.ts";
import { CHEAP_STRETCHING, STAFF_ORIGIN } from "../../../../apps/server/test/support/app.ts";
import { withCookies, type Journey } from "./journey.ts";
import { impatient } from "./pace.ts";

export const SLOT_NAMES = { passkey: "laptop", password: "kata sandi", paper: "kertas" } as const;

export type Newcomer = {
  readonly login: string;
  readonly invited: Invited;
  readonly enrolled: Enrolled;
  /** The new member's desk; opens once an officer has let them in. */
  readonly desk: () => Promise<Desk>;
};

type Wanted = { readonly login: string; readonly units: string[]; readonly roles?: Role[] };
type Role = Parameters<typeof invite>[1]["roles"][number];

/** Someone who was invited by `officer` and has made keys, and waits to be let in. */
export async function aNewcomer(
  journey: Journey,
  officer: Desk,
  { login, units, roles = ["handler"] }: Wanted,
): Promise<Newcomer> {
  const password = `tujuh kuda minum teh ${login}`;
  const keyStretching = CHEAP_STRETCHING;
  const api = () => createStaffApi(STAFF_ORIGIN, withCookies(journey.staffFetch));
  const invited = await invite(officer, { login, name: `Baru ${login}`, units, roles });
  const enrolled = await enrol(api(), invited.token, {
    password,
    wantsPaperKey: true,
    slotNames: SLOT_NAMES,
    keyStretching,
    pace: impatient,
  });
  return {
    login,
    invited,
    enrolled,
    desk: async () => {
      const staff = api();
      const signedIn = await signInWithPassword(staff, { name: login, password, keyStretching });
      return openDesk(staff, signedIn, journey.today, impatient);
    },
  };
}

/** The officer lets them in by the digits that they read out. */
export async function letIn(officer: Desk, { invited, enrolled }: Newcomer): Promise<void> {
  const invitation = (await listInvitations(officer)).find(({ id }) => id === invited.id);
  assert.ok(invitation);
  await admit(officer, { invitation, typedFingerprint: enrolled.fingerprint.join(" ") });
}
