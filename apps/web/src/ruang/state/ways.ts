import type { Way, WayKind, Ways } from "../model.ts";

const LEAST_KINDS = 2;

/** Whether two kinds would remain without this one. */
export function canGo(ways: Ways, way: Way): boolean {
  const kinds = new Set(ways.filter((one) => one !== way).map(({ kind }) => kind));
  return kinds.size >= LEAST_KINDS;
}

/** Whether another one of the kind may be added: passkeys may be several, a paper key replaces the one before. */
export const canAdd = (ways: Ways, kind: WayKind): boolean =>
  kind !== "password" || !hasKind(ways, kind);

export const hasKind = (ways: Ways, kind: WayKind): boolean =>
  ways.some((way) => way.kind === kind);

/** Whether a name is another way's already. Blanks around it do not count. */
export const isTaken = (ways: Ways, name: string): boolean =>
  ways.some((way) => way.name === name.normalize("NFC").trim());

/** A name that is free: the word itself, or with the lowest number behind it. */
export function freeName(ways: Ways, word: string): string {
  if (!isTaken(ways, word)) return word;
  let number = 2;
  while (isTaken(ways, `${word} ${number}`)) number += 1;
  return `${word} ${number}`;
}
