import { keyRoutes, type Invitation } from "@bijak/contract";
import { sha256Base64 } from "@bijak/envelope";
import type { Desk } from "../handler/desk.ts";
import { encodeBase64Url, encodeText } from "../shared/bytes.ts";

export type Invited = {
  readonly id: string;
  readonly token: string;
  /** To be handed to this one person. The token stands in the fragment: it reaches no server log. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
};

/** An invitation as officers see it. The fingerprint of the keys that came is not in it: it is read out by the invited person. */
export type InvitationView = Omit<Invitation, "enrolled"> & { readonly isEnrolled: boolean };

/** Where an invitation leads to, on the staff origin. */
const INVITATION_PATH = "/undangan";

const TOKEN_BYTES = 32;

/** Invites a person: a link that is good for 36 hours and once. Throws `role-missing`, `login-taken`. */
export async function invite(
  { api, institution }: Desk,
  who: Pick<Invitation, "login" | "name" | "units" | "roles">,
): Promise<Invited> {
  const token = encodeBase64Url(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
  const tokenHash = await sha256Base64(encodeText(token));
  const { login, name, units, roles } = who;
  const body = { login, name, units: [...units], roles: [...roles], tokenHash };
  const { id, expiresAt } = await api.call(keyRoutes.invite, { body });
  const link = `${institution.instanceFile.staffOrigin}${INVITATION_PATH}#${token}`;
  return Object.freeze({ id, token, link, expiresAt });
}

export async function listInvitations({ api }: Desk): Promise<readonly InvitationView[]> {
  const rows = await api.call(keyRoutes.invitations, {});
  return rows.map(({ enrolled, ...rest }) => ({ ...rest, isEnrolled: enrolled !== null }));
}

/** Takes an invitation back, or turns down the keys that came of it. */
export const withdrawInvitation = ({ api }: Desk, id: string): Promise<void> =>
  api.call(keyRoutes.withdrawInvitation, { params: { id } });
