import type { Day, Language } from "@bijak/domain";

const LOCALES: Readonly<Record<Language, string>> = { id: "id-ID", en: "en-GB" };
const DAY_MS = 86_400_000;

/**
 * Writes a Unix day as people say it: "25 November 2026", with `weekday` "Rabu, 25 November 2026".
 * A day is already a calendar day of Jakarta, so no time zone may move it.
 */
export function formatDay(
  day: Day,
  language: Language,
  style: "date" | "weekday" | "short" = "date",
): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
    ...(style === "short" ? {} : { year: "numeric" }),
    ...(style === "weekday" ? { weekday: "long" } : {}),
  });
  return format.format(day * DAY_MS);
}

/** Writes a moment, in milliseconds, by the clock of Jakarta: "25 November 2026 pukul 09.30". */
export function formatMoment(moment: number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Asia/Jakarta",
  });
  return format.format(moment);
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}

const UNITS = ["B", "KB", "MB", "GB"] as const;

/** Writes a size with at most one decimal: "1,2 MB". Steps are of 1,024. */
export function formatBytes(bytes: number, language: Language): string {
  const step = Math.min(
    UNITS.length - 1,
    bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)),
  );
  return `${formatNumber(bytes / 1024 ** step, language)} ${UNITS[step] ?? "B"}`;
}

/** Writes a share between 0 and 1 as whole per cent, rounded down so that 100 % means done. */
export function formatShare(share: number, language: Language): string {
  return language === "id" ? `${Math.floor(share * 100)} %` : `${Math.floor(share * 100)}%`;
}
