import type { Side } from "../../aws/side";
import { aws, refreshed } from "../commands";
import { valueOf, type DestinationFacts, type Facts, type SideFacts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Mendable } from "./changes";
import { acrossAccounts, notRead, sidesOf } from "./deployed";
import { judgePublicPolicy } from "./publicPolicy";

/** Whether the buckets are there, and are as replication needs them. */
export function judgeBuckets(facts: Facts): readonly Mendable[] {
    return [
        ...sidesOf(facts).flatMap(([side, where]) =>
            "none" in where.bucket.exists
                ? [missing(facts, side, where)]
                : [...unreadBucket(side, where), ...versioningOff(facts, side, where)],
        ),
        ...facts.destinations
            .filter(({ bucket }) => !("none" in bucket.exists))
            .flatMap((each) => [
                ...objectLockMissing(facts, each),
                ...(acrossAccounts(facts, each)
                    ? [...requesterPays(facts, each), ...judgePublicPolicy(facts, each)]
                    : []),
            ]),
    ];
}

function placeOf(side: Side, { bucket }: SideFacts): Pick<Diagnosed, "side" | "where" | "leg"> {
    return { side, where: `bucket ${bucket.name}`, leg: `${side} bucket` };
}

function missing(facts: Facts, side: Side, where: SideFacts): Diagnosed {
    const account =
        where.accountId === undefined ? `The ${side}'s account` : `The account ${where.accountId}`;
    const what = `${account} has no bucket ${where.bucket.name}: there is none of that name, or another account's bucket is behind the ARN ${where.bucket.arn}.`;
    const isSource = side === "source";
    return {
        id: isSource ? "source-bucket-missing" : "destination-bucket-missing",
        severity: "wrong",
        ...placeOf(side, where),
        message: `${what} ${isSource ? "So nothing is replicated from it." : "Replicas must not go there."}`,
        fix: refreshed(facts, side) ?? (isSource ? "" : createBucket(facts, where)),
    };
}

/** Makes a bucket, which AWS refuses where the name is another account's. */
function createBucket(facts: Facts, where: SideFacts): string {
    const { bucket, region } = where;
    const location =
        region === undefined || region === "us-east-1"
            ? ""
            : ` --create-bucket-configuration LocationConstraint=${region}`;
    return [
        aws(facts, "destination", `s3api create-bucket --bucket ${bucket.name}${location}`, where),
        enableVersioning(facts, "destination", where),
    ].join("\n");
}

function enableVersioning(facts: Facts, side: Side, where: SideFacts): string {
    const call = `s3api put-bucket-versioning --bucket ${where.bucket.name} --versioning-configuration Status=Enabled`;
    return aws(facts, side, call, where);
}

function unreadBucket(side: Side, where: SideFacts): readonly Diagnosed[] {
    const { exists, name } = where.bucket;
    return "unread" in exists
        ? [
              {
                  id: "not-read",
                  severity: "unknown",
                  ...placeOf(side, where),
                  message: `Whether the bucket ${name} is there and how it is set up is not known: ${exists.unread}`,
                  fix: "",
              },
          ]
        : [];
}

function versioningOff(facts: Facts, side: Side, where: SideFacts): readonly Diagnosed[] {
    const { versioning, name } = where.bucket;
    const state = "none" in versioning ? "Off" : valueOf(versioning);
    const isSource = side === "source";
    return state === undefined || state === "Enabled"
        ? notRead(versioning, where, placeOf(side, where), `Whether the bucket ${name} is versioned`)
        : [
              {
                  id: isSource ? "source-versioning-off" : "destination-versioning-off",
                  severity: "wrong",
                  subject: "versioning",
                  ...placeOf(side, where),
                  message:
                      `Versioning of the bucket ${name} is ${state === "Off" ? "off" : state}, and has to be Enabled: ` +
                      (isSource ? "S3 replicates versions alone." : "every object fails."),
                  fix: enableVersioning(facts, side, where),
              },
          ];
}

function objectLockMissing(facts: Facts, destination: DestinationFacts): readonly Diagnosed[] {
    const { source } = facts;
    const { bucket } = destination;
    if ("none" in source.bucket.exists || "none" in source.bucket.objectLock) {
        return [];
    }
    if ("unread" in source.bucket.objectLock) {
        return "value" in bucket.objectLock
            ? []
            : notRead(
                  source.bucket.objectLock,
                  source,
                  placeOf("source", source),
                  `Whether the bucket ${source.bucket.name} has Object Lock, which the destination would need too,`,
              );
    }
    return "none" in bucket.objectLock
        ? [
              {
                  id: "object-lock-missing",
                  severity: "wrong",
                  subject: "object lock",
                  ...placeOf("destination", destination),
                  message:
                      `The bucket ${source.bucket.name} has Object Lock, and the bucket ${bucket.name} has not. ` +
                      "Objects with a retention or a legal hold fail.",
                  fix: aws(
                      facts,
                      "destination",
                      `s3api put-object-lock-configuration --bucket ${bucket.name} --object-lock-configuration ObjectLockEnabled=Enabled`,
                      destination,
                  ),
              },
          ]
        : notRead(
              bucket.objectLock,
              destination,
              placeOf("destination", destination),
              `Whether the bucket ${bucket.name} has Object Lock, as the source has,`,
          );
}

function requesterPays(facts: Facts, destination: DestinationFacts): readonly Diagnosed[] {
    const { name, payer } = destination.bucket;
    return valueOf(payer) === "Requester"
        ? [
              {
                  id: "requester-pays",
                  severity: "wrong",
                  ...placeOf("destination", destination),
                  message: `Payer of the bucket ${name} is Requester, and has to be BucketOwner: S3 does not replicate to a Requester Pays bucket of another account.`,
                  fix: aws(
                      facts,
                      "destination",
                      `s3api put-bucket-request-payment --bucket ${name} --request-payment-configuration Payer=BucketOwner`,
                      destination,
                  ),
              },
          ]
        : notRead(
              payer,
              destination,
              placeOf("destination", destination),
              `Whether the bucket ${name} is Requester Pays, which no replica could be written to,`,
          );
}
