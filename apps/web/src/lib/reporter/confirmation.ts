/** One question of the confirmation: which of four is group `group` (0 to 6)? */
export type Question = {
  readonly group: number;
  readonly choices: readonly string[];
  readonly picked: string | null;
};

/** Gives a whole number from 0 to `below - 1`. Handed in, so that tests can repeat it. */
export type Roll = (below: number) => number;

/** A roll from the browser's own source of randomness. */
export const browserRoll: Roll = (below) => {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.floor((value / 2 ** 32) * below);
};

const QUESTIONS = 2;
const CHOICES = 4;

function pickDistinct(count: number, below: number, roll: Roll): readonly number[] {
  const picked = new Set<number>();
  while (picked.size < count) picked.add(roll(below));
  return [...picked].toSorted((a, b) => a - b);
}

/** A group that looks like `real`: two neighbouring digits changed places. */
function swapped(real: string, roll: Roll): string {
  const at = roll(real.length - 1);
  return real.slice(0, at) + real.charAt(at + 1) + real.charAt(at) + real.slice(at + 2);
}

const randomGroup = (roll: Roll): string => String(roll(10_000)).padStart(4, "0");

function choicesFor(groups: readonly string[], real: string, roll: Roll): readonly string[] {
  const choices = new Set([real, swapped(real, roll), groups[roll(groups.length)] ?? real]);
  while (choices.size < CHOICES) choices.add(randomGroup(roll));
  return shuffle([...choices], roll);
}

function shuffle(items: readonly string[], roll: Roll): readonly string[] {
  const left = [...items];
  return items.map(() => left.splice(roll(left.length), 1)[0] ?? "");
}

/** Asks for two different groups of a code. Among the four choices are the real one and a likely slip. */
export function askQuestions(groups: readonly string[], roll: Roll): readonly Question[] {
  return pickDistinct(QUESTIONS, groups.length, roll).map((group) => ({
    group,
    choices: choicesFor(groups, groups[group] ?? "", roll),
    picked: null,
  }));
}

export const isRight = (question: Question, groups: readonly string[]): boolean =>
  question.picked === groups[question.group];

/** Whether every question was answered with the real group. */
export function isConfirmed(questions: readonly Question[], groups: readonly string[]): boolean {
  return questions.length > 0 && questions.every((question) => isRight(question, groups));
}
