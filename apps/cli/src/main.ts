import { Failure, sentenceOf } from "./failure.ts";
import { SENTENCES } from "./words/index.ts";
import { type Command, tell, type World } from "./world.ts";

export type { Running, ServeOptions, World } from "./world.ts";

/** Each command loads only what it needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./commands/serve.ts")).serve,
  init: async () => (await import("./commands/init.ts")).init,
  report: async () => (await import("./commands/report.ts")).report,
  mailbox: async () => (await import("./commands/mailbox.ts")).mailbox,
  recover: async () => (await import("./commands/recover.ts")).recover,
  members: async () => (await import("./commands/members.ts")).members,
  invite: async () => (await import("./commands/invite.ts")).invite,
  admit: async () => (await import("./commands/admit.ts")).admit,
  rotate: async () => (await import("./commands/rotate.ts")).rotate,
  rekey: async () => (await import("./commands/rekey.ts")).rekey,
  health: async () => (await import("./commands/health.ts")).health,
  sign: async () => (await import("./commands/sign.ts")).sign,
  cases: async () => (await import("./commands/cases.ts")).cases,
  check: async () => (await import("./commands/check.ts")).check,
  help: async () => (await import("./commands/help.ts")).help,
};

/** Runs one command of the launcher and gives its exit code: 0 done, 1 did not work, 2 not understood. Faults of people end in a sentence; faults of this program throw. */
export async function main(words: readonly string[], world: World): Promise<number> {
  const asked = languageOf(words);
  const language = asked === "en" ? "en" : "id";
  const say = SENTENCES[language];
  try {
    if (asked !== language) throw new Failure(say.unknownOption(`--lang ${asked}`), 2);
    const [name = "help", ...rest] = isAskingHelp(words) ? ["help", ...words.slice(0, 1)] : words;
    const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
    if (command === undefined) throw new Failure(say.unknownCommand(name), 2);
    return await command({ words: rest, world, say, language });
  } catch (fault) {
    const sentence = sentenceOf(fault, say);
    if (sentence === null) throw fault;
    tell(world, sentence);
    return fault instanceof Failure ? fault.exitCode : 1;
  }
}

const isAskingHelp = (words: readonly string[]): boolean =>
  words.slice(1).some((word) => word === "--help" || word === "-h");

/** What stands after `--lang`, `id` when it is not there. */
function languageOf(words: readonly string[]): string {
  const at = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (at < 0) return "id";
  return words[at]?.startsWith("--lang=") ? words[at].slice(7) : (words[at + 1] ?? "");
}
