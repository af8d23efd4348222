import type { Way, WayKind, Ways } from "../../model.ts";
import { AddDialog } from "./AddDialog.tsx";
import { ChangePassword } from "./ChangePassword.tsx";
import { PaperDialog } from "./PaperDialog.tsx";
import { RemoveWay } from "./RemoveWay.tsx";
import { RenameWay } from "./RenameWay.tsx";

/** What the member wants to do with a way to unlock. */
export type Wish =
  | { readonly act: "add"; readonly kind: WayKind }
  | { readonly act: "rename" | "remove"; readonly way: Way }
  | { readonly act: "change" };

export type DialogProps = {
  login: string;
  ways: Ways;
  onWays: (ways: Ways) => void;
  onClose: () => void;
};

/** The dialog for a wish. */
export function WayDialog({ wish, ...rest }: DialogProps & { wish: Wish }) {
  switch (wish.act) {
    case "rename":
      return <RenameWay way={wish.way} {...rest} />;
    case "remove":
      return <RemoveWay way={wish.way} {...rest} />;
    case "change":
      return <ChangePassword {...rest} />;
    case "add":
      return wish.kind === "paper" ? (
        <PaperDialog {...rest} />
      ) : (
        <AddDialog kind={wish.kind} {...rest} />
      );
  }
}
