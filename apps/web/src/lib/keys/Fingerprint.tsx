import { useKeyWords } from "./words.ts";

/** Six groups of five digits, large: they are read out to another person. */
export function Fingerprint({ groups }: { groups: readonly string[] }) {
  const words = useKeyWords().fingerprint;
  return (
    <ol class="fingerprint" aria-label={words.label}>
      {groups.map((group, index) => (
        <li key={index}>{group}</li>
      ))}
    </ol>
  );
}
