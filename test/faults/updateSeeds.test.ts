import { seedsHold } from "./seedsHold";

seedsHold("updates under faults", { up: [7, 8, 10, 12], kill: [2, 5, 8, 17] });
