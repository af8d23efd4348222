import { keyRoutes, type ReplyOf } from "@bijak/contract";
import type { Desk } from "../handler/desk.ts";

export type Session = Readonly<ReplyOf<typeof keyRoutes.sessions>[number]>;

/** The member's own sessions, this one among them. */
export const listSessions = ({ api }: Desk): Promise<readonly Session[]> =>
  api.call(keyRoutes.sessions, {});

/** Ends one of them. One that has ended already is no fault. */
export const endSession = ({ api }: Desk, id: string): Promise<void> =>
  api.call(keyRoutes.endSession, { params: { id } });

/** Ends all but this one. */
export const endOtherSessions = ({ api }: Desk): Promise<void> =>
  api.call(keyRoutes.endOtherSessions, {});
