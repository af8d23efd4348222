import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = {
  id: string;
  title: string;
  onClose: () => void;
  /** Escape does not close it: what it shows would be gone. */
  isFirm?: boolean;
  children: ComponentChildren;
};

/** A modal dialog of the browser: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({ id, title, onClose, isFirm = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      class="card"
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      onCancel={(event) => isFirm && event.preventDefault()}
      onKeyDown={(event) => {
        // A second Escape would close it without asking (https://html.spec.whatwg.org/#close-request).
        if (isFirm && event.key === "Escape") event.preventDefault();
      }}
    >
      <div class="stack">
        <h2 id={`${id}-title`} class="say">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
