import { PLATFORMS } from "@bijak/domain";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useCopy } from "../copy/index.ts";
import { AUDIENCES, MOST_LINKS } from "../draft.ts";
import { StepForm } from "../StepForm.tsx";
import type { ScreenProps } from "./screen.ts";

/** Question 2: links, or a platform and an account. Nothing here is ever fetched. */
export function Where(props: ScreenProps) {
  const { state, dispatch, errors, onNext, onBack } = props;
  const copy = useCopy();
  const { hasLink } = state.draft;
  return (
    <StepForm
      step="where"
      title={copy.where.title}
      hint={copy.where.hint}
      errors={errors}
      attempt={state.attempt}
      onNext={onNext}
      onBack={onBack}
    >
      {hasLink ? <Links {...props} /> : <Place {...props} />}
      <p>
        <Button
          kind="quiet"
          onClick={() => dispatch({ kind: "edited", patch: { hasLink: !hasLink } })}
        >
          {hasLink ? copy.where.noLink : copy.where.haveLink}
        </Button>
      </p>
    </StepForm>
  );
}

function Links({ state, dispatch, errorOf }: ScreenProps) {
  const copy = useCopy();
  const { links } = state.draft;
  const put = (next: readonly string[]): void =>
    dispatch({ kind: "edited", patch: { links: next } });
  return (
    <div class="stack">
      {links.map((link, index) => (
        <div class="stack tight" key={index}>
          <TextField
            id={index === 0 ? "links" : `links-${index + 1}`}
            type="url"
            inputMode="url"
            label={copy.where.link(index + 1, links.length)}
            hint={index === 0 ? copy.where.linkHint : undefined}
            error={index === 0 ? errorOf("links") : undefined}
            value={link}
            onValue={(value) => put(links.with(index, value))}
          />
          {links.length > 1 && (
            <p>
              <Button kind="quiet" onClick={() => put(links.toSpliced(index, 1))}>
                {copy.where.removeLink(index + 1)}
              </Button>
            </p>
          )}
        </div>
      ))}
      {links.length < MOST_LINKS && (
        <p>
          <Button kind="second" onClick={() => put([...links, ""])}>
            {copy.where.addLink}
          </Button>
        </p>
      )}
    </div>
  );
}

function Place({ state, dispatch, errorOf }: ScreenProps) {
  const copy = useCopy();
  const { draft } = state;
  const platforms = PLATFORMS.map(({ code, name }) => ({
    value: code,
    label: code === "other" ? copy.where.otherPlatform : name,
  }));
  return (
    <>
      <RadioList
        id="platform"
        legend={copy.where.platform}
        error={errorOf("platform") ?? errorOf("links")}
        options={platforms}
        isGrid
        value={draft.platform}
        onValue={(platform) => dispatch({ kind: "edited", patch: { platform } })}
      />
      <TextField
        id="account"
        label={copy.where.account}
        hint={copy.where.accountHint}
        error={errorOf("account")}
        value={draft.account}
        onValue={(account) => dispatch({ kind: "edited", patch: { account } })}
      />
      <RadioList
        id="audience"
        legend={copy.where.audience}
        options={AUDIENCES.map((value) => ({ value, label: copy.where.audiences[value] }))}
        value={draft.audience}
        onValue={(audience) => dispatch({ kind: "edited", patch: { audience } })}
      />
    </>
  );
}
