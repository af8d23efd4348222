import { useState } from "preact/hooks";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useWords } from "../copy/index.ts";
import { offeredMoves, othersWhoMove, type OfferedMove } from "../state/moves.ts";
import { stateWord, type CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { useDraft } from "./useDraft.ts";

/** Where the case stands and where this member may move it. */
export function Status(part: CasePart) {
  const words = useWords().case.status;
  const language = useLanguage();
  const moves = offeredMoves(part.view);
  return (
    <section class="stack tight" aria-labelledby="status-title" id="status" tabIndex={-1}>
      <h2 id="status-title">{words.title}</h2>
      <p>
        {words.now}: <span class="badge">{stateWord(part.view.state, language)}</span>
      </p>
      {moves.length === 0 ? <NoMoves {...part} /> : <MoveForm {...part} moves={moves} />}
    </section>
  );
}

/** Why there is nothing to move, and who comes next. */
function NoMoves({ view, info }: CasePart) {
  const { case: own, account } = useWords();
  const words = own.status;
  const others = othersWhoMove(view.state, info).map((role) => account.roleWords[role]);
  if (others.length > 0) return <p class="muted">{words.noneOthers(others.join(", "))}</p>;
  if (view.state === "received") return <p class="muted">{words.noneTake}</p>;
  return <p class="muted">{view.state === "verifying" ? words.noneTriage : words.none}</p>;
}

function MoveForm({ view, one, moves }: CasePart & { moves: readonly OfferedMove[] }) {
  const words = useWords().case.status;
  const language = useLanguage();
  const [to, setTo] = useDraft(view.caseId, "to");
  const [proof, setProof] = useDraft(view.caseId, "need");
  const [news, setNews] = useDraft(view.caseId, "news");
  const [error, setError] = useState<string | null>(null);
  const move = moves.find((one_) => one_.to === to);
  const needs = move?.needs.map((need) => words.needWords[need]).join("; ") ?? "";
  const submit = async (): Promise<void> => {
    if (move === undefined) return setError(words.choose);
    if (needs !== "" && proof.trim() === "") return setError(words.needMissing);
    setError(null);
    if (!(await writeProof())) return;
    const input = { caseId: view.caseId, to: move.to, text: news.trim() || null };
    if (!(await one.step("moveCase", input, words.done(stateWord(move.to, language))))) return;
    for (const clear of [setTo, setNews]) clear("");
  };
  /** The note goes first: if the move then fails, the note is in the case and its field is empty. */
  const writeProof = async (): Promise<boolean> => {
    if (needs === "" || proof.trim() === "") return true;
    const text = `${words.needs}: ${needs}.\n${proof.trim()}`;
    const isStored = await one.step("writeNote", { caseId: view.caseId, text }, words.needHint);
    if (isStored) setProof("");
    return isStored;
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <RadioList
        id="to"
        legend={words.move}
        error={error ?? undefined}
        value={move?.to ?? null}
        onValue={setTo}
        options={moves.map((offered) => ({
          value: offered.to,
          label: stateWord(offered.to, language),
          hint: hintOf(offered),
        }))}
      />
      {needs !== "" && (
        <TextArea
          id="proof"
          label={words.needLabel}
          hint={words.needHint}
          value={proof}
          onValue={setProof}
          most={MOST_TEXT}
        />
      )}
      <TextArea
        id="news"
        label={words.news}
        hint={words.newsHint}
        value={news}
        onValue={setNews}
        most={MOST_TEXT}
      />
      <div>
        <Button type="submit" kind="second" disabled={one.isBusy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );

  function hintOf({ needs: required }: OfferedMove): string | undefined {
    if (view.state === "awaiting-reporter") return words.fromWait;
    return required.length === 0
      ? undefined
      : `${words.needs}: ${required.map((need) => words.needWords[need]).join("; ")}`;
  }
}
