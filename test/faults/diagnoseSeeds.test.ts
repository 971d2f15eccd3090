import { seedsHold } from "./seedsHold";

// A few of the 100 that `npm run faults` tries: what is broken indeed, no call that gets through, faults that last.
seedsHold("diagnose under faults", { diagnose: [2, 3, 18, 59] });
