import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort } from "../ports.ts";
import type { PasskeyMaking } from "./new-passkey.ts";
import type { SignIn } from "./sign-in.ts";
import type { PasskeySignIn } from "./sign-in-passkey.ts";

export type AccountsPorts = Pick<DirectoryPort, "members" | "currentDirectory"> &
  Pick<AuditPort, "appendEntry" | "holdLog">;

/** What the rules of this capability work with. */
export type Room = SignIn &
  PasskeySignIn &
  PasskeyMaking & {
    readonly parts: Parts;
    readonly ports: AccountsPorts;
    readonly requireMember: AccountsPort["requireMember"];
  };
