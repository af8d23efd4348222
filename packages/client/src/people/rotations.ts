import { keyRoutes, type Rotation } from "@bijak/contract";
import type { Desk } from "../handler/desk.ts";

/** Units that wait for a directory with their next key. */
export const listRotations = ({ api }: Desk): Promise<readonly Rotation[]> =>
  api.call(keyRoutes.rotations, {});

/** Takes the request of an own unit back. */
export const withdrawRotation = ({ api }: Desk, unit: string): Promise<void> =>
  api.call(keyRoutes.withdrawRotation, { params: { unit } });
