import { testSequences } from "./test-sequences.ts";

testSequences(27, 50); // in a file of their own, so that they run beside the others
