import type { Founding } from "@bijak/contract";
import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { DirectoryPort, Founded } from "../ports.ts";
import type { Tx } from "../store/store.ts";
import { createCurrent } from "./current.ts";
import { checkFounding, insertFounding } from "./founding.ts";
import { isFrozen } from "./frozen.ts";
import { findEpochSerial } from "./key-store.ts";
import { institutionOf } from "./publish.ts";
import type { DirectoryPorts, Room } from "./room.ts";
import { openDirectoryDoors } from "./routes.ts";

export type DirectoryRoom = DirectoryPort & {
  readonly openDoors: (app: Scopes) => void;
};

/** Keeps and hands out the signed directory, configuration, members and keyrings, and sees to it that keys change as they may. */
export function createDirectory(parts: Parts, ports: DirectoryPorts): DirectoryRoom {
  const current = createCurrent(parts.store);
  const room: Room = { parts, ports, current };
  return Object.freeze({
    currentDirectory: async () => (await current()).directory,
    members: async () => (await current()).members,
    findUnit: async (id) =>
      (await current()).directory.units.find((unit) => unit.id === id) ?? null,
    currentInstitution: async () => {
      const { directory, config } = await current();
      return institutionOf(directory, config);
    },
    epochSerial: (unit, db = parts.store.db) => findEpochSerial(db, unit),
    isFrozen: (units) => isFrozen(parts, units),
    storeFounding: (tx, founding) => storeFounding(tx, founding, parts.clock.today()),
    openDoors: (app) => openDirectoryDoors(app, room),
  });
}

async function storeFounding(tx: Tx, founding: Founding, today: number): Promise<Founded> {
  const sound = await checkFounding(founding, today);
  await insertFounding(tx, founding, sound);
  return { members: sound.members, institution: institutionOf(sound.directory, sound.config) };
}
