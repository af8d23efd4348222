import { describeDesk, reopenDesk, type Desk, type SignedIn } from "@bijak/client/handler";
import { loadDrafts, openDrafts, saveDrafts, sealDrafts } from "@bijak/client/people";
import { fingerprint, recipientOf } from "@bijak/envelope";
import type { RoomInfo } from "./model.ts";
import { createTypedKeeper, type TypedKeeper } from "./typed.keeper.ts";

/** What the worker holds while a member sits in the room. */
export type Opened = {
  readonly desk: () => Desk;
  /** Looks again at directory, members and keys. */
  readonly reopen: () => Promise<void>;
  /** What the page is told of it. */
  readonly tell: () => Promise<RoomInfo>;
  readonly typed: TypedKeeper;
};

/** A member's open desk with what belongs to it. */
export function openedAt(first: Desk, { name: login }: SignedIn): Opened {
  let desk = first;
  return Object.freeze({
    desk: () => desk,
    reopen: async () => {
      desk = await reopenDesk(desk);
    },
    tell: async () => {
      const { memberKey, identity } = desk;
      const own = await fingerprint(await recipientOf(identity), memberKey.vkey);
      return { ...describeDesk(desk), login, fingerprint: own };
    },
    typed: createTypedKeeper({
      load: () => loadDrafts(desk),
      save: (drafts) => saveDrafts(desk, drafts),
      seal: (drafts) => sealDrafts(desk, drafts),
      open: (sealed) => openDrafts(desk, sealed),
    }),
  });
}
