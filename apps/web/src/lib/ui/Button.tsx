import type { ButtonHTMLAttributes } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

type Kind = "primary" | "second" | "quiet" | "danger";

type Props = ButtonHTMLAttributes & { kind?: Kind; icon?: IconName; isSmall?: boolean };

const CLASSES: Readonly<Record<Kind, string>> = {
  primary: "btn",
  second: "btn second",
  quiet: "btn quiet",
  danger: "btn danger",
};

/** A button that never submits a form by accident: say `type="submit"` where it should. */
export function Button({
  kind = "primary",
  icon,
  isSmall = false,
  children,
  type = "button",
  ...rest
}: Props) {
  return (
    <button type={type} class={`${CLASSES[kind]}${isSmall ? " mini" : ""}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
