import type { Founding, InstanceFile } from "@bijak/contract";
import { digestOf } from "../encoding.ts";
import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort, PublicationPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { openFoundingDoors } from "./doors.ts";
import { findPinned, insertInstitution } from "./store.ts";

export type FoundingPorts = Pick<DirectoryPort, "storeFounding"> &
  Pick<AccountsPort, "storeAccounts" | "registrationResponse"> &
  Pick<PublicationPort, "storeReleases" | "renderPages"> &
  Pick<AuditPort, "appendEntry">;

export type FoundingRoom = {
  /** Makes the institution in one transaction. Throws `already-founded`, `note-refused`, `ciphertext-refused`, `opening-refused`, `release-refused`, `act-refused`. */
  readonly found: (founding: Founding) => Promise<void>;
  /** What is pinned beside the bundle (R30); null before the founding. */
  readonly findInstanceFile: () => Promise<InstanceFile | null>;
  readonly openDoors: (app: Scopes) => void;
};

/** Makes an institution, once. */
export function createFounding(parts: Parts, ports: FoundingPorts): FoundingRoom {
  const found = (founding: Founding): Promise<void> =>
    parts.store.transact((tx) => storeFounding(parts, ports, { tx, founding }));
  return Object.freeze({
    found,
    findInstanceFile: async () => {
      const pinned = await findPinned(parts.store.db);
      return pinned === null
        ? null
        : { ...pinned, publicOrigin: parts.publicOrigin, staffOrigin: parts.staffOrigin };
    },
    openDoors: (app) =>
      openFoundingDoors(app, parts.foundingToken, { register: ports.registrationResponse, found }),
  });
}

async function storeFounding(
  { clock }: Parts,
  ports: FoundingPorts,
  { tx, founding }: { tx: Tx; founding: Founding },
): Promise<void> {
  ensure((await findPinned(tx)) === null, "already-founded");
  const day = clock.today();
  await insertInstitution(tx, founding, day);
  const { members, institution } = await ports.storeFounding(tx, founding);
  await ports.storeAccounts(tx, founding, members);
  await ports.storeReleases(tx, founding.releases, { instance: founding.instance, members, day });
  await ports.renderPages(tx, institution);
  await ports.appendEntry(tx, {
    type: "founding",
    actor: "system",
    object: founding.instance,
    digest: digestOf(founding.directory),
  });
}
