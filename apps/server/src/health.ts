import { publicRoutes } from "@bijak/contract";
import packageFile from "../package.json" with { type: "json" };
import { openDoor, type Scopes } from "./http/door.ts";

/** Everyone: whether the server takes requests, and which version it is. */
export function openHealthDoor(app: Scopes, isReady: () => Promise<boolean>): void {
  openDoor(app, publicRoutes.health, async () => ({
    isReady: await isReady(),
    version: packageFile.version,
  }));
}
