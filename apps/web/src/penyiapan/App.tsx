import { ApiError } from "@bijak/contract";
import { dayOf, type Day } from "@bijak/domain";
import { EnvelopeError } from "@bijak/envelope";
import { useState } from "preact/hooks";
import { useLanguage, type Language } from "../lib/i18n/language.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Frame } from "../lib/ui/Frame.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useTitle } from "../lib/ui/useTitle.ts";
import { useLeaveWarning } from "../lib/useLeaveWarning.ts";
import { holdCeremony, type Start } from "./ceremony.ts";
import { useWords } from "./copy/index.ts";
import { firstForm, planOf, type Form } from "./form.ts";
import { FormStage } from "./FormStage.tsx";
import { FIRST_STAGE, type Stage, type TypedRows } from "./machine.ts";
import { AccessSheets } from "./sheets/AccessSheets.tsx";
import { RecordSheet } from "./sheets/RecordSheet.tsx";
import { SheetsStage } from "./sheets/SheetsStage.tsx";

type Props = { start: Start | null; firstLanguage: Language };

/** `/admin/penyiapan` before the institution stands: the ceremony at which its first keys are made. */
export function App({ start, firstLanguage }: Props) {
  return (
    <Frame firstLanguage={firstLanguage}>
      {start === null ? <NoToken /> : <Ceremony start={start} />}
    </Frame>
  );
}

function NoToken() {
  const words = useWords();
  useTitle(words.title);
  return (
    <div class="page stack">
      <Heading>{words.title}</Heading>
      <p>{words.noToken}</p>
    </div>
  );
}

function Ceremony({ start }: { start: Start }) {
  const words = useWords();
  const language = useLanguage();
  const [form, setForm] = useState<Form>(() =>
    firstForm({ publicOrigin: start.publicOrigin, staffOrigin: location.origin }),
  );
  const [stage, setStage] = useState<Stage>(FIRST_STAGE);
  const [day] = useState(() => dayOf(new Date()));
  useTitle(words.title);
  // From the first key on, the page holds what exists nowhere else.
  useLeaveWarning(stage.kind !== "form");
  const begin = (): void => void make(start.token, form, setStage);
  const institution = form.institution[language];
  const nameOf = (unit: string): string =>
    form.units.find(({ id }) => id.trim() === unit)?.name[language] ?? unit;
  switch (stage.kind) {
    case "form":
      return (
        <FormStage stage={stage} form={form} onForm={setForm} onStage={setStage} onMake={begin} />
      );
    case "making":
    case "sending":
      return (
        <div class="page stack" role="status">
          <Heading key={stage.kind}>{words.title}</Heading>
          <p>{stage.kind === "making" ? words.making : words.sending}</p>
        </div>
      );
    case "sheets":
      return (
        <div class="wide">
          <SheetsStage
            stage={stage}
            institution={institution}
            day={day}
            k={planOf(form).recovery.k}
            nameOf={nameOf}
          />
        </div>
      );
    case "done":
      return (
        <Done
          founded={stage.founded}
          institution={institution}
          day={day}
          personOf={(login) =>
            form.members.find((member) => member.login.trim() === login)?.name.trim() ?? login
          }
        />
      );
  }
}

/** Runs the ceremony: keys, sheets, proof of the paper, one request. What fails leaves the form as it was. */
async function make(token: string, form: Form, onStage: (stage: Stage) => void): Promise<void> {
  onStage({ kind: "making" });
  let typed: TypedRows | null = null;
  try {
    const founded = await holdCeremony({
      token,
      plan: planOf(form),
      confirmShares: (sheets, wrongUnits) =>
        new Promise((resolve) => {
          const confirm = (rows: TypedRows): void => {
            typed = rows;
            onStage({ kind: "sending" });
            resolve(rows);
          };
          onStage({ kind: "sheets", sheets, typed, confirm, isRefused: wrongUnits.length > 0 });
        }),
    });
    onStage({ kind: "done", founded });
  } catch (fault) {
    onStage({ kind: "form", step: "check", failure: codeOf(fault) });
  }
}

function codeOf(fault: unknown): string {
  return fault instanceof ApiError || fault instanceof EnvelopeError ? fault.code : "fault";
}

type DoneProps = {
  founded: Extract<Stage, { kind: "done" }>["founded"];
  institution: string;
  day: Day;
  personOf: (login: string) => string;
};

function Done({ founded, institution, day, personOf }: DoneProps) {
  const words = useWords();
  const { accounts, instanceFile } = founded;
  return (
    <div class="wide stack far">
      <div class="stack screen-only">
        <Heading>{words.doneTitle}</Heading>
        <Notice tone="ok">
          <p>{words.doneLead}</p>
        </Notice>
        <div class="cluster">
          <Button onClick={() => print()}>{words.print}</Button>
          <a class="btn second" href="/masuk">
            {words.toSignIn}
          </a>
        </div>
      </div>
      <RecordSheet institution={institution} day={day} pinned={instanceFile} />
      <AccessSheets
        institution={institution}
        staffOrigin={instanceFile.staffOrigin}
        accounts={accounts}
        nameOf={personOf}
      />
    </div>
  );
}
