/** What a member may do (R1). A member can hold several roles. */
export const ROLES = Object.freeze([
  "handler",
  "supervisor",
  "custodian",
  "signer",
  "admin",
  "communications",
  "auditor",
] as const);

export type Role = (typeof ROLES)[number];

/** Who can move a case: a member in a role, the reporter, or a date that has come. */
export type Actor = Role | "reporter" | "timer";

/** Whether the text names a role. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
