import { ApiError, keyRoutes, type ConfigContent, type ReplyOf } from "@bijak/contract";
import { isActive } from "@bijak/envelope";
import type { Desk } from "../handler/desk.ts";
import { penOf, type Pen } from "./pen.ts";
import { changeNotes, type Published } from "./publish.ts";

/** Signs the directory anew for 90 days; nothing else in it changes. An expired one can be renewed, too. Throws `role-missing`. */
export const renewNotes = (pen: Pen): Promise<Published> =>
  changeNotes(pen, () => ({ directory: {} }));

/** As `renewNotes`, from an open desk. */
export const renewDirectory = (desk: Desk): Promise<Published> => renewNotes(penOf(desk));

export type OpeningState = ReplyOf<typeof keyRoutes.opening>;

/** What must be done before the channel may be opened to reporters, and what is. */
export const listOpeningChecks = ({ api }: Desk): Promise<OpeningState> =>
  api.call(keyRoutes.opening, {});

/** Opens the channel: the word `rehearsal` goes. Throws `opening-refused` while a check is not done, `move-impossible` when it is open. */
export const openChannel = (desk: Desk): Promise<Published> =>
  changeNotes(penOf(desk), ({ directory }) => {
    if (!directory.isRehearsal) throw new ApiError("move-impossible");
    return { directory: { isRehearsal: false } };
  });

/** Lets a unit take reports, or none. Throws `not-available` for an unknown unit. */
export const setUnitOpen = (
  desk: Desk,
  { unit, isOpen }: { readonly unit: string; readonly isOpen: boolean },
): Promise<Published> =>
  changeNotes(penOf(desk), ({ directory: { units } }) => {
    if (!units.some(({ id }) => id === unit)) throw new ApiError("not-available");
    return {
      directory: { units: units.map((one) => (one.id === unit ? { ...one, isOpen } : one)) },
    };
  });

type Custody = { readonly k: number; readonly custodianIds: readonly string[] };

/**
 * Names who keeps the identities of reporters and how many of them open one (R6); null for nobody. Each must be a member with the role
 * custodian. Identities that were locked before stay with those they were locked to. Throws `custodians-too-few`, `not-available`.
 */
export const setCustody = (desk: Desk, custody: Custody | null): Promise<Published> =>
  changeNotes(penOf(desk), ({ members: { members } }) => {
    if (custody === null) return { directory: { custody: null } };
    const { k, custodianIds } = custody;
    if (k < 2 || custodianIds.length < k) throw new ApiError("custodians-too-few");
    const custodians = custodianIds.map((id) => {
      const member = members.find((one) => one.id === id && isActive(one));
      if (member === undefined || !member.roles.includes("custodian"))
        throw new ApiError("not-available");
      return { id, recipient: member.recipient };
    });
    return { directory: { custody: { k, custodians } } };
  });

type Texts = Pick<ConfigContent, "contact"> & Required<Pick<ConfigContent, "privacy">>;

/** Signs other texts on contact and privacy; both languages. */
export const setConfigTexts = (desk: Desk, { contact, privacy }: Texts): Promise<Published> =>
  changeNotes(penOf(desk), ({ config }) => ({ config: { ...config, contact, privacy } }));
