import { yearOf } from "@bijak/domain";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { useToday } from "../useToday.ts";
import { Draft } from "./Draft.tsx";
import { Releases } from "./Releases.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

/** `/ruang/angka`, for supervisors: the draft of the running year, and what the public sees. */
export function FiguresPage({ info }: { info: RoomInfo }) {
  const words = useWords();
  const year = yearOf(useToday());
  useRoomTitle(words.figures.title);
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack far">
        <Heading>{words.figures.title}</Heading>
        <Draft year={year} />
        <Releases info={info} thisYear={year} />
      </div>
    </main>
  );
}
