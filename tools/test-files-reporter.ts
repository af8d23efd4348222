import type { TestEvent } from "node:test/reporters";

/** A reporter for node:test: one JSON line for each finished test, for `test-files.ts`. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { file, name, nesting, skip } = event.data;
    yield `${JSON.stringify({ type: event.type, data: { file, name, nesting, skip } })}\n`;
  }
}
