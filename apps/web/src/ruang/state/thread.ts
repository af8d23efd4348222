import type { CaseMessage } from "../model.ts";

/** Whether a state message tells another state than the one before it: replies also renew the promised date. */
export function isNewState(message: CaseMessage, messages: readonly CaseMessage[]): boolean {
  const before = messages.filter(
    ({ index, body }) => index < message.index && body.state !== undefined,
  );
  return before.at(-1)?.body.state?.code !== message.body.state?.code;
}
