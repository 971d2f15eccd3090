import type * as pulumi from "@pulumi/pulumi";
import { argumentError, isPlain, memberOf, type ArgumentPlace } from "../validation/check";
import { demandRegion, regionUses } from "./destinationRegion";
import { shortcoming, type Misfit, type SourceFacts, type TargetFacts } from "./compatibility";
import { demandKey } from "./key";
import type { GivenDestination } from "./given";
import type { RuleUse } from "../rules/rules";

/** Checks what a plain destination must have for rules that are known, before anything is registered. */
export function checkPlainDestination(
    { place, target }: GivenDestination,
    source: Pick<SourceFacts, "objectLock"> & {
        readonly use: RuleUse;
        /** Whether alarms or a dashboard show its metrics. */
        readonly watched: boolean;
    },
): void {
    if (!isPlain(target)) {
        return;
    }
    const problem = shortcoming(target, source);
    if (problem !== undefined) {
        throw misfitError(place, target, problem);
    }
    if (source.use.kmsEncryptedObjects) {
        demandKey(place, target);
    }
    if (source.watched) {
        demandRegion(place, target.region, regionUses.metrics);
    }
}

export function misfitError(
    place: ArgumentPlace,
    target: Partial<TargetFacts>,
    { member, allowed, advice }: Misfit,
): pulumi.RunError {
    return argumentError(memberOf(place, member), target[member], allowed, advice);
}
