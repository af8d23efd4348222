import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

type Tone = "info" | "ok" | "warn" | "err";

const ICONS: Readonly<Record<Tone, IconName>> = {
  info: "info",
  ok: "check",
  warn: "warning",
  err: "warning",
};

type Props = { tone?: Tone; icon?: IconName; isLive?: boolean; children: ComponentChildren };

/** A sentence set apart. With `isLive` a screen reader says it when it appears. */
export function Notice({ tone = "info", icon, isLive = false, children }: Props) {
  return (
    <div
      class={tone === "info" ? "notice" : `notice ${tone}`}
      {...(isLive ? { role: "status" } : {})}
    >
      <Icon name={icon ?? ICONS[tone]} />
      <div>{children}</div>
    </div>
  );
}
