import type { Markup } from "./markup.ts";
import { svg } from "./svg.ts";

const ICONS = {
  pen: "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4",
  bubble: "M4 5h16v11H10l-5 4v-4H4z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c1-5 4-6 8-6s7 1 8 6",
  bars: "M4 20V4M4 20h16M8 16v-5M12.5 16V8M17 16v-3",
  arrow: "M5 12h14M13 6l6 6-6 6",
} as const;

const PETALS =
  "M15 15H8.5A6.5 6.5 0 1 1 15 8.5ZM17 15V8.5A6.5 6.5 0 1 1 23.5 15ZM17 17H23.5A6.5 6.5 0 1 1 17 23.5Z";
const SPEAKING_PETAL = "M2 30V23.5A6.5 6.5 0 1 1 8.5 30Z";

/** A line icon. Always stands beside words, so it is hidden from screen readers. */
export function icon(name: keyof typeof ICONS): Markup {
  return svg(
    "svg",
    { class: "ico", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

/** The mark of Bijak. */
export function mark(): Markup {
  const petals = svg("path", { d: PETALS });
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 32 32", "aria-hidden": "true" },
    petals,
    svg("path", { d: SPEAKING_PETAL }),
  );
}
