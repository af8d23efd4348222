import { dayOf, type Day } from "@bijak/domain";
import { useEffect, useState } from "preact/hooks";

const LOOK_MS = 60_000;

/** The day in Jakarta, also on screens that stay open over midnight. */
export function useToday(): Day {
  const [today, setToday] = useState(() => dayOf(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(new Date())), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
