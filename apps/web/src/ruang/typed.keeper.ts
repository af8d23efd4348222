import type { SealedDrafts } from "./keys.rpc.ts";
import { joinDrafts, mergeDrafts, type Drafts } from "./state/drafts.ts";

/** What keeping drafts needs: the member's record at the server, and the keys to seal it. */
export type DraftDoors = {
  readonly load: () => Promise<Drafts>;
  readonly save: (drafts: Drafts) => Promise<void>;
  readonly seal: (drafts: Drafts) => Promise<Uint8Array>;
  readonly open: (sealed: Uint8Array) => Promise<Drafts>;
};

/** Keeps one member's typed text, in the worker. */
export type TypedKeeper = {
  readonly restore: (sealed: SealedDrafts | null) => Promise<Drafts>;
  readonly save: (drafts: Drafts) => Promise<void>;
  readonly seal: (drafts: Drafts, earlier: SealedDrafts | null) => Promise<SealedDrafts>;
  readonly store: () => Promise<void>;
};

/*
 * [Note: Typed text that outlives the room]
 *
 * Drafts are stored sealed every few seconds of change. When the room closes, the page hands all it has to the worker and
 * forgets it; the worker gives it back sealed, stores it and ends. If it could not be stored, because the session was
 * lost, the page still has the sealed form, which the next unlock opens. `base` is what the server was last known to have:
 * by it two sessions of one member find out who changed what, so that neither deletes what the other typed and a message
 * that was sent does not come back as a draft. What the page had sealed earlier and could not get back yet is handed in
 * again at closing, so that it is not replaced by less.
 */
export function createTypedKeeper({ load, save, seal, open }: DraftDoors): TypedKeeper {
  let base: Drafts = {};
  let held: Drafts = {};
  const put = async (ours: Drafts): Promise<void> => {
    await save(mergeDrafts({ base, ours, theirs: await load() }));
    base = ours;
  };
  return Object.freeze({
    restore: async (sealed) => {
      const theirs = await load();
      const ours = sealed === null ? theirs : await openBoth(open, sealed, theirs);
      base = theirs;
      return ours;
    },
    save: put,
    seal: async (drafts, earlier) => {
      held = joinDrafts(held, drafts);
      if (earlier !== null) {
        held = joinDrafts(await open(earlier.typed), held);
        base = await open(earlier.base);
      }
      const [typed, known] = await Promise.all([seal(held), seal(base)]);
      return { typed: new Uint8Array(typed), base: new Uint8Array(known) };
    },
    store: () => put(held),
  } satisfies TypedKeeper);
}

async function openBoth(
  open: DraftDoors["open"],
  sealed: SealedDrafts,
  theirs: Drafts,
): Promise<Drafts> {
  const [ours, base] = await Promise.all([open(sealed.typed), open(sealed.base)]);
  return mergeDrafts({ base, ours, theirs });
}
