import type { Model } from "./model.ts";
import type { World } from "./world.ts";

/** One thing that somebody could do now, and what the model says of it. */
export type Choice = {
  readonly name: string;
  /** Who does what: printed when something is found. */
  readonly words: string;
  readonly isAllowed: boolean;
  readonly run: (world: World) => Promise<unknown>;
  /** What it changes in the model; called once it was done. */
  readonly after: (model: Model) => void;
  /** Names of the cases it touches. */
  readonly touches: readonly string[];
};

/** A kind of act. The heavier, the more often it is chosen. */
export type Act = {
  readonly name: string;
  readonly weight: number;
  readonly choices: (model: Model) => readonly Choice[];
};

type Defining<Option> = {
  readonly name: string;
  readonly weight?: number;
  /** Everything that could be tried. */
  readonly options: (model: Model) => readonly Option[];
  /** Whether the rules allow it; null where the model does not say, and it is not tried. */
  readonly allows: (model: Model, option: Option) => boolean | null;
  readonly run: (world: World, option: Option) => Promise<unknown>;
  readonly after: (model: Model, option: Option) => void;
};

/** The case that an option is about. */
const caseOf = (option: object): readonly string[] =>
  "of" in option && typeof option.of === "string" ? [option.of] : [];

export const defineAct = <Option extends object>(act: Defining<Option>): Act => ({
  name: act.name,
  weight: act.weight ?? 2,
  choices: (model) =>
    act.options(model).flatMap((option) => {
      const isAllowed = act.allows(model, option);
      if (isAllowed === null) return [];
      return {
        name: act.name,
        words: `${act.name} ${JSON.stringify(option)}`,
        isAllowed,
        run: (world: World) => act.run(world, option),
        after: (changed: Model) => act.after(changed, option),
        touches: caseOf(option),
      };
    }),
});
