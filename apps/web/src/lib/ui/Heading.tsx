import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";

/**
 * The one h1 of a screen. It takes the focus when the screen appears, so that a screen reader starts there.
 * Give the screen a `key`, otherwise the heading of the next step is not a new one.
 */
export function Heading({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class="heading">
      {children}
    </h1>
  );
}
