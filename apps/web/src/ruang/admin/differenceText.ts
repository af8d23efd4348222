import type { Difference } from "@bijak/client/people";
import type { Language } from "@bijak/domain";
import { formatDay } from "../../lib/i18n/format.ts";
import type { RoomWords } from "../copy/index.ts";

type Words = RoomWords["admin"]["differences"];
type RoleWords = RoomWords["account"]["roleWords"];
type Change = { readonly added: readonly string[]; readonly removed: readonly string[] };

type Context = {
  readonly words: Words;
  readonly roleWords: RoleWords;
  readonly language: Language;
};

/** What a draft would change, in one sentence that a signer can judge. */
export function differenceText(difference: Difference, context: Context): string {
  const { words, roleWords, language } = context;
  switch (difference.kind) {
    case "member-added": {
      const { name, units, roles } = difference;
      return words["member-added"](
        name,
        units.join(", ") || "–",
        roles.map((role) => roleWords[role]).join(", "),
      );
    }
    case "member-removed":
    case "member-keys-changed":
      return words[difference.kind](difference.name);
    case "member-changed":
      return words["member-changed"](difference.name, memberChange(difference, context));
    case "unit-key":
      return words["unit-key"](difference.unit, String(difference.epoch));
    case "unit-added":
    case "unit-removed":
    case "unit-opened":
    case "unit-closed":
    case "unit-changed":
    case "recovery-key":
      return words[difference.kind](difference.unit);
    case "signers":
      return words.signers(
        changeText({ ...countOf(difference.count) }, words),
        String(difference.threshold),
      );
    case "custody":
      return words.custody(String(difference.k), difference.custodians.join(", ") || "–");
    case "retired-keys":
      return words["retired-keys"](difference.units.join(", "));
    case "channel-opened":
    case "channel-to-rehearsal":
    case "trial":
      return words[difference.kind]();
    case "expiry":
      return words.expiry(formatDay(difference.expiresOn, language));
    case "text":
      return words.text(words.fields[difference.field]);
  }
}

function memberChange(
  { formerName, units, roles }: Extract<Difference, { kind: "member-changed" }>,
  { words, roleWords }: Context,
): string {
  const named = (change: typeof roles): Change => ({
    added: change.added.map((role) => roleWords[role]),
    removed: change.removed.map((role) => roleWords[role]),
  });
  return [
    ...(formerName === null ? [] : [words.renamed(formerName)]),
    changeText(units, words),
    changeText(named(roles), words),
  ]
    .filter((text) => text !== "")
    .join("; ");
}

/** Keys have names such as `member.x+hash+key`: only how many come and go says something to people. */
const countOf = ({ added, removed }: Change): Change => ({
  added: added.length === 0 ? [] : [String(added.length)],
  removed: removed.length === 0 ? [] : [String(removed.length)],
});

const changeText = ({ added, removed }: Change, words: Words): string =>
  [
    ...(added.length === 0 ? [] : [words.plus(added.join(", "))]),
    ...(removed.length === 0 ? [] : [words.minus(removed.join(", "))]),
  ].join(" ");
