import { noCounts } from "../test/keys/check.ts";
import { runSequence } from "../test/keys/sequence.ts";
import { killAndLook } from "../test/support/kill.ts";

/*
 * What `npm test` does a few times, done often (R40). Prints what was found; exit code 1 when anything was lost, wrong or open.
 *
 *   npm run torture                     both of these
 *   npm run torture -- kill [300]       kills a loaded server so often, and looks for damage after each
 *   npm run torture -- keys [2000] [seed]   random sequences of acts on keys, of this seed and those that follow it
 */
const KILLS = 300;
const SEQUENCES = 2_000;
const SEEDS = 1_000_000_000;
const REPORT_EVERY = 100;

async function kill(times: number): Promise<boolean> {
  const { kills, acknowledgedReports, acknowledgedMessages, repeated, lost, wrong } =
    await killAndLook(times);
  console.log(
    `${kills} kills: ${acknowledgedReports} reports and ${acknowledgedMessages} messages with files acknowledged, ${repeated} sent again after a kill`,
  );
  console.log(`lost: ${lost.length}, wrong: ${wrong.length}`);
  for (const one of [...lost, ...wrong]) console.error(one);
  return lost.length + wrong.length === 0;
}

async function keys(times: number, first: number): Promise<boolean> {
  const counts = noCounts();
  const faults: unknown[] = [];
  const begun = performance.now();
  const tell = (): void =>
    console.log(
      `${counts.sequences} sequences of keys from seed ${first} on: ${counts.acts} acts, ${counts.opens} opens, ${counts.refusals} refusals, ${faults.length} faults, ${Math.round((performance.now() - begun) / 1_000)} s`,
    );
  for (let at = 0; at < times; at += 1) {
    await runSequence(first + at, counts).catch((fault: unknown) => faults.push(fault));
    if ((at + 1) % REPORT_EVERY === 0 && at + 1 < times) tell();
  }
  tell();
  console.log([...counts.done].map(([name, often]) => `${name} ${often}`).join(", "));
  for (const fault of faults) console.error(fault instanceof Error ? fault.message : fault);
  return faults.length === 0;
}

function parseCount(word: string, most: number): number {
  if (!/^[1-9]\d*$/u.test(word) || Number(word) > most) throw new RangeError(`how often? ${word}`);
  return Number(word);
}

const [what = "all", often, seed] = process.argv.slice(2);
if (!["all", "kill", "keys"].includes(what)) throw new RangeError(`what? ${what}`);
const isKilling = what !== "keys";
const isSequencing = what !== "kill";
const times = (usual: number): number =>
  what === "all" || often === undefined ? usual : parseCount(often, 99_999);
const firstSeed =
  seed === undefined ? 1 + Math.floor(Math.random() * SEEDS) : parseCount(seed, 2 ** 31);
const isSound = [
  ...(isKilling ? [await kill(times(KILLS))] : []),
  ...(isSequencing ? [await keys(times(SEQUENCES), firstSeed)] : []),
];
process.exitCode = isSound.every(Boolean) ? 0 : 1;
