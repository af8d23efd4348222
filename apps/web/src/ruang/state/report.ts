import { isCategoryCode, PLATFORMS } from "@bijak/domain";
import type { CategoryCode, Day, IdentityMode, PlatformClass } from "@bijak/domain";
import type { MessageBody } from "../model.ts";

/** What the reporter answered. The body was signed by the reporter but its fields may be anything: what does not fit is null. */
export type ReportAnswers = {
  readonly category: CategoryCode | null;
  readonly links: readonly string[];
  readonly platform: string | null;
  readonly audience: string | null;
  readonly account: string | null;
  readonly personName: string | null;
  readonly office: string | null;
  readonly knownBy: string | null;
  readonly happenedOn: Day | null;
  readonly relation: string | null;
  readonly worry: string | null;
  readonly isUnitInvolved: string | null;
  readonly identity: {
    readonly mode: IdentityMode;
    readonly name: string | null;
    readonly contact: string | null;
  };
};

type Fields = Readonly<Record<string, unknown>>;

export function answersOf(report: MessageBody): ReportAnswers {
  const fields: Fields = report.answers ?? {};
  const text = (name: string): string | null => textOf(fields[name]);
  const category = text("category");
  return {
    category: category !== null && isCategoryCode(category) ? category : null,
    links: linksOf(fields["links"]),
    platform: text("platform"),
    audience: text("audience"),
    account: text("account"),
    personName: text("personName"),
    office: text("office"),
    knownBy: text("knownBy"),
    happenedOn: Number.isSafeInteger(fields["happenedOn"]) ? Number(fields["happenedOn"]) : null,
    relation: text("relation"),
    worry: text("worry"),
    isUnitInvolved: text("isUnitInvolved"),
    identity: identityOf(fields["identity"]),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function linksOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((link): link is string => textOf(link) !== null) : [];
}

/** A name stands in the report only when the reporter gave it openly (R6); without one the report is anonymous. */
function identityOf(value: unknown): ReportAnswers["identity"] {
  const anonymous = { mode: "anonymous", name: null, contact: null } as const;
  if (typeof value !== "object" || value === null) return anonymous;
  const { mode, name, contact } = value as Fields; // any object can be read as a record of unknown fields
  return mode === "open"
    ? { mode: "open", name: textOf(name), contact: textOf(contact) }
    : anonymous;
}

/** The name people know a platform by; an unknown code stands for itself. */
export function platformName(code: string): string {
  return PLATFORMS.find((platform) => platform.code === code)?.name ?? code;
}

/** The class counted for the platform that the reporter named; null when nothing tells it. */
export function platformClassOf({ platform, audience }: ReportAnswers): PlatformClass | null {
  const named = PLATFORMS.find(({ code }) => code === platform);
  if (named !== undefined) return named.class;
  return audience === "chat" ? "chat" : null;
}
