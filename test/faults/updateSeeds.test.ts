import { seedsHold } from "./seedsHold";

seedsHold("updates under faults", { up: [8], kill: [5] });
