import { ERRORS } from "../packages/contract/src/index.ts";
import { writeOrCheck } from "./generated.ts";

export const ERRORS_PAGE = "docs/errors.md";

/** The page of all refusals, from the register in packages/contract. */
export function renderErrors(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, [status, sentence]]) => `| \`${code}\` | ${status} | ${sentence} |`,
  );
  return [
    "# Errors",
    "",
    'Every refusal of the server has the body `{ "code", "sentence" }` and one of these codes. Codes are never reused. A refusal repeats nothing of the request.',
    "Made from the register in `packages/contract/src/errors.ts` by `npm run docs`.",
    "",
    "| code | status | sentence |",
    "| --- | --- | --- |",
    ...rows,
    "",
    "A client adds two codes of its own: `network` when no reply arrived, `reply-malformed` when a reply has not the form of the contract.",
    "",
  ].join("\n");
}

if (import.meta.main) writeOrCheck(ERRORS_PAGE, renderErrors());
