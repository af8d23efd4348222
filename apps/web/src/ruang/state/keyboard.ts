/** What a key can ask for. `lock` works everywhere, the others only outside of fields. */
export type Command =
  | "next"
  | "previous"
  | "open"
  | "back"
  | "take"
  | "reply"
  | "note"
  | "status"
  | "search"
  | "help"
  | "lock";

/** The single keys, in the order in which the help lists them. */
export const KEYS = Object.freeze([
  { command: "next", keys: ["J"] },
  { command: "previous", keys: ["K"] },
  { command: "open", keys: ["Enter"] },
  { command: "back", keys: ["U", "Esc"] },
  { command: "take", keys: ["A"] },
  { command: "reply", keys: ["R"] },
  { command: "note", keys: ["N"] },
  { command: "status", keys: ["S"] },
  { command: "search", keys: ["/"] },
  { command: "help", keys: ["?"] },
] as const satisfies readonly { command: Command; keys: readonly string[] }[]);

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["j", "next"],
  ["k", "previous"],
  ["Enter", "open"],
  ["u", "back"],
  ["Escape", "back"],
  ["a", "take"],
  ["r", "reply"],
  ["n", "note"],
  ["s", "status"],
  ["/", "search"],
  ["?", "help"],
]);

export type KeyPress = {
  readonly key: string;
  /** The place of the key on the board, whatever letter it gives: `KeyL`. */
  readonly code: string;
  /** The right Alt of many boards, which types letters of its own. */
  readonly isAltGraph: boolean;
  readonly isCtrl: boolean;
  readonly isAlt: boolean;
  readonly isMeta: boolean;
};

/** Where the press happened. */
export type Surroundings = {
  /** Focus stands in something that takes text or a choice. */
  readonly isInField: boolean;
  /** Focus stands on a link or button, for which Enter has its own meaning. */
  readonly isOnControl: boolean;
  /** A dialog is open and keeps the keys for itself. */
  readonly isInDialog: boolean;
  /** The person switched single keys off (WCAG 2.1.4). */
  readonly areKeysOff: boolean;
};

/**
 * What a key press asks for; null when it is not ours. `Ctrl+Alt+L` locks from anywhere. Single keys never act in
 * fields, in dialogs, with a modifier, or when switched off.
 */
export function commandOf(press: KeyPress, at: Surroundings): Command | null {
  if (press.isCtrl && press.isAlt) return isLock(press) ? "lock" : null;
  if (press.isCtrl || press.isAlt || press.isMeta) return null;
  if (at.isInField || at.isInDialog || at.areKeysOff) return null;
  if (press.key === "Enter" && at.isOnControl) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return COMMANDS.get(key) ?? null;
}

/** By its letter, or by its place where Alt turns the letter into another sign. */
const isLock = ({ key, code, isAltGraph }: KeyPress): boolean =>
  key.toLowerCase() === "l" || (code === "KeyL" && !isAltGraph);
