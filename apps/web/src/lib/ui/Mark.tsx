/** The mark: a kawung of four petals, the outward one is the tail of a speech bubble. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M15 15H8.5A6.5 6.5 0 1 1 15 8.5ZM17 15V8.5A6.5 6.5 0 1 1 23.5 15ZM17 17H23.5A6.5 6.5 0 1 1 17 23.5Z" />
      <path d="M2 30V23.5A6.5 6.5 0 1 1 8.5 30Z" />
    </svg>
  );
}
