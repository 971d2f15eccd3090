import * as v from "valibot";
import { daysFormat } from "../bucket/lifecycle";
import { newBucketNameFormat } from "../bucket/settings";
import { parse, validate, whenKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { kmsKeyArnFormat, roleNameFormat } from "../validation/formats";
import { asOutput, isOutput, mapChecked, type Checked } from "../validation/pending";
import type { ReplicationBackfill } from "./args";
import { backfillPrefixFormat, backfillSchema, existingBucketFormat } from "./schema";

/** What a backfill needs, checked. */
export interface CheckedBackfill {
    readonly place: ArgumentPlace;
    /** Pulumi makes one where it is undefined. */
    readonly bucketName: Checked<string | undefined>;
    /** An existing bucket, of which nothing is managed. */
    readonly existing?: {
        /** Its name, to ask AWS for it. None where the name is an output: the bucket need not exist yet. */
        readonly lookUp?: string;
    };
    readonly prefix: Checked<string>;
    readonly kmsKeyArn?: Checked<string>;
    readonly roleName: Checked<string>;
    readonly expirationDays: Checked<number>;
}

/** The names of the source's own bucket and role. */
interface SourceNames {
    readonly bucketName: Checked<string | undefined>;
    readonly roleName: Checked<string>;
}

/** Checks what a backfill needs. Names that are left out come from those of the source. */
export function checkBackfill(
    component: string,
    args: ReplicationBackfill | undefined,
    source: SourceNames,
): CheckedBackfill | undefined {
    if (args === undefined) {
        return undefined;
    }
    const place = { component, argument: "backfill" };
    const known = parse(place, args, backfillSchema);
    const at = (member: keyof ReplicationBackfill) => memberOf(place, member);
    const { existingBucket = false } = known;
    const nameFormat = existingBucket ? existingBucketFormat : v.optional(newBucketNameFormat);
    const bucketName = orDerived(
        validate(at("bucketName"), known.bucketName, nameFormat),
        source.bucketName,
        (name) => name && derivedName(at("bucketName"), name, 63),
    );
    const roleName = orDerived(
        whenKnown(at("roleName"), known.roleName, v.optional(roleNameFormat)),
        source.roleName,
        (name) => derivedName(at("roleName"), name, 64),
    );
    return {
        place,
        bucketName: otherThan(
            source.bucketName,
            at("bucketName"),
            bucketName,
            "another bucket than the source's, which would replicate what is put there",
        ),
        ...(existingBucket && {
            existing: { ...(typeof known.bucketName === "string" && { lookUp: known.bucketName }) },
        }),
        prefix: mapChecked(
            whenKnown(at("prefix"), known.prefix, v.optional(backfillPrefixFormat)),
            (prefix) => prefix ?? "",
        ),
        ...(known.kmsKeyArn !== undefined && {
            kmsKeyArn: whenKnown(at("kmsKeyArn"), known.kmsKeyArn, kmsKeyArnFormat),
        }),
        roleName: otherThan(
            source.roleName,
            at("roleName"),
            roleName,
            "another role than the one that replicates",
        ),
        expirationDays: mapChecked(
            whenKnown(at("expirationDays"), known.expirationDays, v.optional(daysFormat)),
            (days) => days ?? 30,
        ),
    };
}

/** The name that is given, or one made from the source's. */
function orDerived<T extends string | undefined>(
    given: Checked<string | undefined>,
    own: Checked<T>,
    derive: (name: T) => T,
): Checked<string | T> {
    const derived = () => mapChecked<T, string | T>(own, derive);
    return isOutput(given)
        ? given.apply((name) => asOutput<string | T>(name ?? derived()))
        : (given ?? derived());
}

/** A name made from one of the source's. AWS takes names up to a length. */
function derivedName(at: ArgumentPlace, name: string, most: number): string {
    const suffix = "-backfill";
    const derived = `${name}${suffix}`;
    if (derived.length > most) {
        // A bucket's name has no dot beside a hyphen, where one can choose.
        const shorter = `${name.slice(0, most - suffix.length).replace(/[.-]+$/, "")}${suffix}`;
        throw argumentError(
            at,
            derived,
            `a name of up to ${most} characters`,
            "Left out, it is the source's with -backfill after it: choose a shorter one. " +
                `As a setting: pulumi config set --path ${at.argument} ${shorter}`,
        );
    }
    return derived;
}

/** The name, once it is another than the source's. */
function otherThan<T extends string | undefined>(
    others: Checked<string | undefined>,
    at: ArgumentPlace,
    name: Checked<T>,
    allowed: string,
): Checked<T> {
    const requireOther = (own: T, other: string | undefined) => {
        if (own !== undefined && own === other) {
            throw argumentError(at, own, allowed);
        }
        return own;
    };
    return isOutput(name)
        ? name.apply((own) => asOutput(mapChecked(others, (other) => requireOther(own, other))))
        : mapChecked(others, (other) => requireOther(name, other));
}
