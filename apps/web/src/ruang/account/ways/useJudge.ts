import { useCallback } from "preact/hooks";
import type { PasswordProblem } from "../../model.ts";
import { ask } from "../../room.ts";
import { useRoom } from "../../useRoom.ts";

/** Has the worker say what stands against a password. */
export function useJudge(): (password: string) => Promise<PasswordProblem | null> {
  const room = useRoom();
  return useCallback((password) => ask(room, "checkPassword", { password }), [room]);
}
