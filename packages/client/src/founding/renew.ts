import type { Day } from "@bijak/domain";
import { memberSigningKey } from "@bijak/envelope";
import type { StaffApi } from "../handler/api.ts";
import type { SignedIn } from "../handler/sign-in.ts";
import { openVaultKeeper } from "../handler/vault-keeper.ts";
import { renewNotes } from "../people/directory.ts";
import { readCurrent, type Pen } from "../people/pen.ts";
import type { Published } from "../people/publish.ts";
import { signRenewal } from "../people/sign-renewal.ts";
import { REAL_PACE, type Pace } from "../shared/pace.ts";

type Renewal = {
  readonly staffApi: StaffApi;
  readonly signedIn: SignedIn;
  readonly today: Day;
  readonly pace?: Pace;
};

export type Renewed = {
  readonly published: Published;
  /** Of the directory that holds now. */
  readonly serial: number;
  readonly expiresOn: Day;
};

/**
 * Signs the directory anew for 90 days without opening a desk, which an expired directory does not let anyone do; nothing else in it
 * changes. One older than the vault remembers cannot be renewed. Where more signatures are needed it waits as a draft, until other
 * signers do the same. Throws `role-missing` for who is no signer.
 */
export async function renewDirectory(renewal: Renewal): Promise<Renewed> {
  const { staffApi: api, signedIn, today, pace = REAL_PACE } = renewal;
  const { instanceFile, memberId } = signedIn;
  const { instance, suite } = instanceFile;
  const vault = await openVaultKeeper(api, signedIn, { instance, suite });
  const memberKey = await memberSigningKey(memberId, vault.read().signingSeed);
  const pen: Pen = { api, instanceFile, vault, memberKey, today: () => today, pace };
  const published = (await signRenewal(pen)) ?? (await renewNotes(pen));
  const { serial, expiresOn } = (await readCurrent(pen)).directory;
  return { published, serial, expiresOn };
}
