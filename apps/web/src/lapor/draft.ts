import { addDays, parseDay, type Day } from "@bijak/domain";

export const AUDIENCES = ["public", "group", "chat"] as const;
export const KNOWN_BY = ["profile", "acquainted", "uniform", "hearsay", "unsure"] as const;
export const RELATIONS = [
  "superior",
  "colleague",
  "subordinate",
  "outside-work",
  "public",
  "undisclosed",
] as const;
export const WORRIES = ["no", "some", "yes"] as const;
export const INVOLVEMENTS = ["no", "unknown", "yes"] as const;
export const IDENTITY_MODES = ["anonymous", "locked", "open"] as const;
export const DATE_CHOICES = ["today", "yesterday", "picked", "unknown"] as const;

type Audience = (typeof AUDIENCES)[number];
type KnownBy = (typeof KNOWN_BY)[number];
type Relation = (typeof RELATIONS)[number];
type Worry = (typeof WORRIES)[number];
type Involvement = (typeof INVOLVEMENTS)[number];
export type IdentityMode = (typeof IDENTITY_MODES)[number];
type DateChoice = (typeof DATE_CHOICES)[number];

export const MOST_LINKS = 5;
export const MOST_TEXT = 2_000;

/** What the person has typed and chosen so far, exactly as it stands in the fields. Lives in memory only. */
export type Draft = {
  /** `null` until answered. */
  readonly category: string | null;
  readonly hasLink: boolean;
  readonly links: readonly string[];
  readonly platform: string | null;
  readonly audience: Audience | null;
  readonly account: string;
  readonly isAccountFromLink: boolean;
  readonly personName: string;
  readonly office: string;
  readonly knownBy: KnownBy | null;
  readonly text: string;
  readonly dateChoice: DateChoice | null;
  /** As `<input type=date>` gives it: `2026-11-24`, or empty. */
  readonly pickedOn: string;
  readonly identity: IdentityMode;
  readonly name: string;
  readonly contact: string;
  readonly relation: Relation | null;
  readonly worry: Worry | null;
  readonly involvement: Involvement | null;
  /** The unit the person chose; `null` leaves the choice to the answers. */
  readonly chosenUnit: string | null;
  readonly isStandbyAllowed: boolean;
};

export const EMPTY_DRAFT: Draft = Object.freeze({
  category: null,
  hasLink: true,
  links: Object.freeze([""]),
  platform: null,
  audience: null,
  account: "",
  isAccountFromLink: false,
  personName: "",
  office: "",
  knownBy: null,
  text: "",
  dateChoice: null,
  pickedOn: "",
  identity: "anonymous",
  name: "",
  contact: "",
  relation: null,
  worry: null,
  involvement: null,
  chosenUnit: null,
  isStandbyAllowed: true,
});

/** Whether a date is to be picked and what stands there is no day, or one still to come. */
export function isDateWrong({ dateChoice, pickedOn }: Draft, today: Day): boolean {
  return (
    dateChoice === "picked" &&
    !(/^\d{4}-\d{2}-\d{2}$/.test(pickedOn) && parseDay(pickedOn) <= today)
  );
}

/** The day the answers point to; `null` when unknown or not answered. Ask `isDateWrong` first. */
export function happenedOn(draft: Draft, today: Day): Day | null {
  switch (draft.dateChoice) {
    case "today":
      return today;
    case "yesterday":
      return addDays(today, -1);
    case "picked":
      return draft.pickedOn === "" ? null : parseDay(draft.pickedOn);
    default:
      return null;
  }
}

/** The links that hold anything, without surrounding spaces. */
export function filledLinks(draft: Draft): readonly string[] {
  return draft.hasLink ? draft.links.map((link) => link.trim()).filter((link) => link !== "") : [];
}
