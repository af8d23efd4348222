import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

type Props = { title: string; children: ComponentChildren };

/** What the three admin pages share: their tabs and the sentence that no case is shown here. */
export function AdminFrame({ title, children }: Props) {
  const words = useWords();
  const { path } = useLocation();
  const { tabs, noCases } = words.admin;
  useRoomTitle(title);
  const places = [
    { href: "/admin/penyiapan", label: tabs.setUp },
    { href: "/admin/anggota", label: tabs.members },
    { href: "/admin/kunci", label: tabs.keys },
  ];
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack far">
        <div class="stack">
          <Heading>{title}</Heading>
          <p class="muted prose">{noCases}</p>
          <nav class="tabs" aria-label={words.admin.nav}>
            {places.map(({ href, label }) => (
              <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
                {label}
              </a>
            ))}
          </nav>
        </div>
        {children}
      </div>
    </main>
  );
}
