import {
    listing,
    manifestKeyUse,
    manifestReads,
    objectMark,
    reportWrite,
} from "../../../components/policies/backfillRequests";
import { backfillBucket, backfillKinds, backfillObject } from "./backfillPlaces";
import { destinationsOf, type Choices } from "./choices";
import { keyUses, overPlainHttp } from "./circumstances";
import { anOwnersActions } from "./keyActions";
import { othersOfTheSource, strangers, type Row } from "./rows";
import { bucketArn } from "./setting";
import { siteOf } from "./sites";

/** Requests of a job of S3 Batch Operations, and on what it has; none where nothing is made for jobs. */
export function backfillRows(choices: Choices): readonly Row[] {
    return choices.backfill
        ? [
              ...needed(choices),
              ...admitted(),
              ...refused(choices),
              ...(choices.backfill.key ? onKey(choices) : []),
          ]
        : [];
}

const places = backfillKinds.map((kind) => `the ${kind}` as const);
const placesAround = backfillKinds.flatMap(
    (kind) => [`beside the ${kind}`, `an object called like the ${kind}`, `the ${kind} of others`] as const,
);

function needed({ confinedTrust }: Choices): readonly Row[] {
    return [
        {
            verdict: "needed",
            because: "S3 Batch Operations runs a job as its role",
            callers: [confinedTrust ? "S3 Batch Operations for the source" : "S3 Batch Operations"],
            at: ["the role of jobs"],
            actions: ["sts:AssumeRole"],
        },
        {
            verdict: "needed",
            because: "a job has S3 list what the rules select, and marks it to be replicated",
            callers: ["a job"],
            at: ["the source"],
            actions: [...listing, objectMark],
        },
        {
            verdict: "needed",
            because: "a job writes the list that S3 makes, and reads it",
            callers: ["a job"],
            at: ["the manifests"],
            actions: [...manifestReads, reportWrite],
        },
        {
            verdict: "needed",
            because: "a job reads a list of what is to be tried again",
            callers: ["a job"],
            at: ["the retries"],
            actions: manifestReads,
        },
        {
            verdict: "needed",
            because: "a job writes its report",
            callers: ["a job"],
            at: ["the reports"],
            actions: [reportWrite],
        },
    ];
}

function admitted(): readonly Row[] {
    return [
        {
            verdict: "admitted",
            because: "the bucket of reports leaves the identities of its own account to that account",
            callers: othersOfTheSource,
            at: places,
            actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:PutBucketPolicy"],
        },
    ];
}

function refused(choices: Choices): readonly Row[] {
    const sides = destinationsOf(choices);
    const batch = ["S3 Batch Operations for the source", "S3 Batch Operations for a third account"] as const;
    return [
        {
            verdict: "refused",
            because: "only S3 Batch Operations assumes the role of jobs, and in no other way",
            callers: [
                ...othersOfTheSource,
                ...strangers,
                ...(choices.confinedTrust ? batch : []),
                "Amazon S3",
                "Amazon S3 for the source",
                "a role of the source without permissions",
                "replication, unbound",
                "a job, unbound",
                "an administrator of the destination",
            ],
            at: ["the role of jobs"],
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "a job does nothing else in its own account",
            callers: ["a job"],
            at: [
                "the source",
                ...places,
                ...placesAround,
                "another bucket of the source account",
                "the replication role",
                "the role of jobs",
            ],
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "a job does nothing elsewhere, even where everyone is let in",
            callers: ["a job"],
            at: [
                ...sides.flatMap((side) => [`the ${side}`, `the ${side}, open to everyone`] as const),
                "a hostile neighbour of the source",
                "a hostile bucket",
                "a hostile role",
            ],
            actions: "every other",
        },
        {
            verdict: "refused",
            because:
                "the bucket of reports lets in no other account, no service, none of its own without permissions, and not the " +
                "replication role",
            callers: [
                ...strangers,
                "Amazon S3",
                "Amazon S3 for the source",
                "S3 Batch Operations for the source",
                "an administrator of the destination",
                "a role of the source without permissions",
                "replication",
            ],
            at: places,
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "plain HTTP is refused to everyone at the bucket of reports",
            callers: ["a job", "a job, unbound", "another role of the source", "nobody in particular"],
            at: places,
            actions: "every other",
            circumstances: [overPlainHttp],
        },
    ];
}

function onKey({ partition, backfill }: Choices): readonly Row[] {
    const own = bucketArn(partition, backfillBucket);
    const { region } = siteOf("source", partition);
    const destination = siteOf("destination", partition);
    const { right, directly, wrong } = keyUses({
        partition,
        region,
        rightFor: [own, backfillObject(partition, backfill?.prefix ?? "", "manifests")],
        wrongFor: [siteOf("source", partition).bucketArn, destination.bucketArn, `${own}-2`].flatMap(
            (bucket) => [bucket, `${bucket}/manifests/1.csv`],
        ),
        otherRegions: [destination.region],
    });
    return [
        {
            verdict: "needed",
            because: "S3 encrypts and decrypts manifests, for their bucket or for the object",
            callers: ["a job"],
            at: ["the key of manifests"],
            actions: manifestKeyUse,
            circumstances: right,
        },
        {
            verdict: "admitted",
            because: "the key of manifests is left to its account",
            callers: ["another role of the source"],
            at: ["the key of manifests"],
            actions: anOwnersActions,
            circumstances: [...right, directly],
        },
        {
            verdict: "refused",
            because: "a job does nothing else with the key of manifests, and in no other way",
            callers: ["a job"],
            at: ["the key of manifests"],
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because: "a job uses no other key, even for its bucket",
            callers: ["a job"],
            at: ["another key of the source account", "a hostile key beside the source's"],
            actions: "every other",
            circumstances: [...right, directly],
        },
        {
            verdict: "refused",
            because: "replication uses no key of manifests",
            callers: ["replication"],
            at: ["the key of manifests"],
            actions: "every other",
            circumstances: right,
        },
    ];
}
