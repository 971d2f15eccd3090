import type * as pulumi from "@pulumi/pulumi";
import { soleDestination } from "../rules/rules";
import { parse, validate } from "../validation/check";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { destinationNameFormat } from "../validation/formats";
import { isPending, type Checked } from "../validation/pending";
import { isRecord } from "../validation/schema";
import type { ReplicationTarget } from "./args";
import { targetSchema, type KnownTarget, type TargetInput } from "./schema";

/** What several destinations are, in words that complete "allowed: …". */
export const destinationsByName = "an object with a destination under each name";

/** A destination as the program gives it, with its place: members, checked as far as they are known, or one output. */
export type GivenTarget = { readonly place: ArgumentPlace } & (
    { readonly members: TargetInput } | { readonly whole: Checked<KnownTarget> }
);

/** The destinations by their names. */
export function givenTargets(
    component: string,
    {
        destination,
        destinations,
    }: {
        readonly destination?: pulumi.Input<ReplicationTarget>;
        readonly destinations?: Record<string, pulumi.Input<ReplicationTarget>>;
    },
): ReadonlyMap<string, GivenTarget> {
    if (destinations === undefined) {
        // A missing destination gets the error of any other wrong value.
        return new Map([[soleDestination, givenTarget({ component, argument: "destination" }, destination)]]);
    }
    const at = { component, argument: "destinations" };
    if (destination !== undefined) {
        throw argumentError(at, Object.keys(destinations), "leave it out where destination is given");
    }
    const given: unknown = destinations;
    if (!isRecord(given) || Object.keys(given).length === 0) {
        throw argumentError(at, given, destinationsByName);
    }
    const names = Object.keys(given);
    return new Map(
        Object.entries(given).map(([name, target], index) => {
            requireName({ ...at, argument: "a name of destinations" }, name, names.slice(0, index));
            return [name, givenTarget({ component, argument: `destinations.${name}` }, target)];
        }),
    );
}

function requireName(place: ArgumentPlace, name: string, earlier: readonly string[]): void {
    parse(place, name, destinationNameFormat);
    // The role's Sids end in these names, with a capital first, and IAM takes no Sid twice.
    const alike = earlier.find((other) => other.toLowerCase() === name.toLowerCase());
    if (alike !== undefined) {
        throw argumentError(place, name, `a name that differs from ${alike} not by case alone`);
    }
}

function givenTarget(place: ArgumentPlace, target: unknown): GivenTarget {
    return isPending(target)
        ? { place, whole: validate(place, target, targetSchema) }
        : { place, members: parse(place, target, targetSchema) };
}
