import type { Form } from "../form.ts";

/** What every step gets. `errorOf` gives the words of the problem at a field, once the step was tried. */
export type StepProps = {
  readonly form: Form;
  readonly onForm: (form: Form) => void;
  readonly errorOf: (field: string) => string | undefined;
};
