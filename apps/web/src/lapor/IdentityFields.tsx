import { formatNumber } from "../lib/i18n/format.ts";
import { useLanguage } from "../lib/i18n/language.ts";
import { TextField } from "../lib/ui/Field.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { RadioList } from "../lib/ui/RadioList.tsx";
import { useCopy } from "./copy/index.ts";
import { IDENTITY_MODES, type IdentityMode } from "./draft.ts";
import type { ScreenProps } from "./screens/screen.ts";

/** How the reporter wants to be known, each way with who sees what. A name can be locked only where the directory names custodians (R6). */
export function IdentityFields(props: ScreenProps) {
  const { state, dispatch, institution, errorOf } = props;
  const copy = useCopy();
  const hintOf = useHints(props);
  const { identity } = state.draft;
  const isOffered = (mode: IdentityMode): boolean =>
    mode !== "locked" || mode === identity || institution.directory.custody !== null;
  const isUnavailable = state.problems.some(({ code }) => code === "identity-unavailable");
  return (
    <>
      <RadioList
        id="identity"
        legend={copy.about.identity}
        error={isUnavailable ? errorOf("identity") : undefined}
        options={IDENTITY_MODES.filter(isOffered).map((value) => ({
          value,
          label: copy.about[value],
          hint: hintOf(value),
        }))}
        value={identity}
        onValue={(mode) => dispatch({ kind: "edited", patch: { identity: mode } })}
      />
      {identity !== "anonymous" && <NameFields {...props} />}
    </>
  );
}

function useHints({ institution }: ScreenProps): (mode: IdentityMode) => string {
  const { about } = useCopy();
  const language = useLanguage();
  const { custody } = institution.directory;
  const [k, n] = [custody?.k ?? 0, custody?.custodians.length ?? 0];
  const hints: Readonly<Record<IdentityMode, string>> = {
    anonymous: about.anonymousHint,
    locked: about.lockedHint(formatNumber(k, language), formatNumber(n, language)),
    open: about.openHint,
  };
  return (mode) => hints[mode];
}

function NameFields({ state, dispatch, errorOf }: ScreenProps) {
  const { about } = useCopy();
  const { identity, name, contact } = state.draft;
  const error = errorOf("identity");
  const isNameMissing = name.trim() === "";
  return (
    <>
      <TextField
        id="name"
        label={about.name}
        error={isNameMissing ? error : undefined}
        value={name}
        onValue={(value) => dispatch({ kind: "edited", patch: { name: value } })}
      />
      <TextField
        id="contact"
        label={about.contact}
        hint={about.contactHint}
        error={isNameMissing ? undefined : error}
        value={contact}
        onValue={(value) => dispatch({ kind: "edited", patch: { contact: value } })}
      />
      {identity === "locked" && <Notice icon="lock">{about.lockedApart}</Notice>}
    </>
  );
}
