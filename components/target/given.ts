import type * as pulumi from "@pulumi/pulumi";
import { soleDestination } from "../rules/rules";
import { parse } from "../validation/check";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { destinationNameFormat } from "../validation/formats";
import { asOutput, isPending } from "../validation/pending";
import { isRecord } from "../validation/schema";
import type { ReplicationTarget } from "./args";
import { targetEntries, targetSchema, type TargetInput } from "./schema";

/** What several destinations are, in words that complete "allowed: …". */
export const destinationsByName = "an object with a destination under each name";

/** A destination as the program gives it, with its place. Its members are checked as far as they are known. */
export interface GivenTarget {
    readonly place: ArgumentPlace;
    readonly members: TargetInput;
}

/** The destinations by their names. */
export function givenTargets(
    component: string,
    given: {
        readonly destination?: pulumi.Input<ReplicationTarget>;
        readonly destinations?: Record<string, pulumi.Input<ReplicationTarget>>;
    },
): ReadonlyMap<string, GivenTarget> {
    const { destination, destinations } = given;
    if (destinations === undefined) {
        // A missing destination gets the error of any other wrong value.
        return new Map([[soleDestination, givenTarget({ component, argument: "destination" }, destination)]]);
    }
    const at = { component, argument: "destinations" };
    if (destination !== undefined) {
        throw argumentError(at, Object.keys(destinations), "leave it out where destination is given");
    }
    const byName: unknown = destinations;
    if (!isRecord(byName) || Object.keys(byName).length === 0) {
        throw argumentError(at, byName, destinationsByName);
    }
    const names = Object.keys(byName);
    return new Map(
        Object.entries(byName).map(([name, target], index) => {
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
    if (!isPending(target)) {
        return { place, members: parse(place, target, targetSchema) };
    }
    // Taken apart, so that a member is known though another one is not, as the ARN of a key that is not made yet.
    const whole = asOutput<unknown>(target);
    const member = (name: string) => asOutput<unknown>(Reflect.get(whole, name));
    // Where one is missing that must be there, the whole says best what it is.
    const needed = (name: "bucketArn" | "accountId") =>
        member(name).apply(
            (value) => value ?? whole.apply((known) => parse(place, known, targetSchema)[name]),
        );
    const members = Object.fromEntries(Object.keys(targetEntries).map((name) => [name, member(name)]));
    const both = { bucketArn: needed("bucketArn"), accountId: needed("accountId") };
    return { place, members: parse(place, { ...members, ...both }, targetSchema) };
}
