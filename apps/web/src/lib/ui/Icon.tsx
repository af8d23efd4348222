/** Outlines on a 24-unit grid. An icon never stands without words. */
const PATHS = {
  exit: "M14 4h5v16h-5M4 12h10M10 8l4 4-4 4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  page: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h6M9 17h6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h3v3M20 20h-2M20 14v2",
  clip: "M8 12.5l6-6a3 3 0 0 1 4.3 4.3l-7.8 7.8a5 5 0 0 1-7-7L11 4",
  pen: "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c1-5 4-6 8-6s7 1 8 6",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.1",
  warning: "M12 4l9 16H3zM12 10v5M12 17.5v.1",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  arrow: "M5 12h14M13 6l6 6-6 6",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
  key: "M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M11.2 12.3L20 3.5M16 7.5l3 3",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="ico" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
