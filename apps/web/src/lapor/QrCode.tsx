import { encode } from "uqr";

/** The digits and nothing else as a QR code: an address would lead whoever finds it here. */
export function QrCode({ digits, label }: { digits: string; label: string }) {
  const { data, size } = encode(digits, { ecc: "M", border: 4 });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={pathOf(data)} />
    </svg>
  );
}

/** One square for each dark module. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join(""))
    .join("");
}
