import { isActive, type Directory, type MemberEntry, type Recipient } from "@bijak/envelope";

/** Who holds the keys of a unit by the signed list. */
export const holdersOf = (members: readonly MemberEntry[], unit: string): readonly MemberEntry[] =>
  members.filter((member) => isActive(member) && member.units.includes(unit));

/** To whom a unit's keyring belongs: its members, and its recovery key when it has one. */
export function keyringRecipients(
  members: readonly MemberEntry[],
  recoveries: Directory["recoveries"],
  unit: string,
): readonly Recipient[] {
  const recovery = recoveries.find((one) => one.unit === unit)?.recipient;
  const holders = holdersOf(members, unit).map(({ recipient }) => recipient);
  return recovery === undefined ? holders : [...holders, recovery];
}
