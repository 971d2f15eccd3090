import * as pulumi from "@pulumi/pulumi";
import { destinationNameRule } from "../validation/formats";
import { argumentError, must, type ArgumentPlace } from "../validation/check";
import { isRecord } from "../validation/schema";
import type { ReplicationTargetArgs } from "./args";

/** What several destinations are, in words that complete "allowed: …". */
export const destinationsByName = "an object with a destination under each name";

/** A destination as the program gives it, and where. */
export interface GivenDestination {
    readonly place: ArgumentPlace;
    readonly target: pulumi.Input<ReplicationTargetArgs>;
}

/** The destinations by their names; one alone has an empty name. */
export function destinationsOf(
    component: string,
    args: {
        readonly destination?: pulumi.Input<ReplicationTargetArgs>;
        readonly destinations?: Record<string, pulumi.Input<ReplicationTargetArgs>>;
    },
): ReadonlyMap<string, GivenDestination> {
    const { destination, destinations } = args;
    if (destinations === undefined) {
        // One that is missing is told as any other that is no destination.
        const target: unknown = destination;
        const place = { component, argument: "destination" };
        demandDestination(place, target);
        return new Map([["", { place, target }]]);
    }
    const at = { component, argument: "destinations" };
    if (destination !== undefined) {
        throw argumentError(at, Object.keys(destinations), "nothing beside destination");
    }
    const given: unknown = destinations;
    if (!isRecord(given) || Object.keys(given).length === 0) {
        throw argumentError(at, given, destinationsByName);
    }
    const entries = Object.entries(given);
    return new Map(
        entries.map(([name, target], index) => {
            const named = { ...at, argument: "a name of destinations" };
            must(destinationNameRule)(named, name);
            // The role's statements are named after them, with a capital, and IAM takes no two of one name.
            const alike = entries
                .slice(0, index)
                .find(([other]) => other.toLowerCase() === name.toLowerCase());
            if (alike) {
                throw argumentError(named, name, `a name that differs from ${alike[0]} not by case alone`);
            }
            const place = { component, argument: `destinations.${name}` };
            demandDestination(place, target);
            return [name, { place, target }];
        }),
    );
}

/** `null`, a text and the like are no destinations; the types say so to a program in TypeScript alone. */
export function demandDestination(
    place: ArgumentPlace,
    value: unknown,
): asserts value is pulumi.Input<ReplicationTargetArgs> {
    if (typeof value !== "object" || value === null) {
        throw argumentError(
            place,
            value,
            "a ReplicationDestination, or an object with its bucketArn and accountId",
        );
    }
}

/** The destinations' ARNs, each of another bucket: two names of one bucket would be two rules where one decides. */
export function distinctBuckets(
    component: string,
    arns: Readonly<Record<string, pulumi.Output<string>>>,
): pulumi.Output<Readonly<Record<string, string>>> {
    return pulumi.all(arns).apply((known) => {
        const names = Object.keys(known);
        for (const [index, name] of names.entries()) {
            const earlier = names.slice(0, index).find((other) => known[other] === known[name]);
            if (earlier !== undefined) {
                throw argumentError(
                    { component, argument: `destinations.${name}.bucketArn` },
                    known[name],
                    `another bucket than destinations.${earlier} has`,
                );
            }
        }
        return known;
    });
}
