import { backfillPermissions, backfillTrust } from "../../../components/policies/backfillRole";
import { bucketPolicy } from "../../../components/policies/bucketPolicy";
import type { PolicyDocument } from "../../../components/policies/document";
import { manifestKeyArn } from "./backfillPlaces";
import type { Choices } from "./choices";
import { bucketArn as arnOf } from "./setting";
import { dnsSuffixOf, siteOf } from "./sites";

type BackfillDocument = "backfillTrust" | "backfillPermissions" | "backfillBucket";

/** The documents of a backfill; none where there is none. */
export function backfillDocuments(
    { partition, backfill, confinedTrust }: Choices,
    sourceBucket: string,
): Readonly<Partial<Record<BackfillDocument, PolicyDocument>>> {
    if (backfill === undefined) {
        return {};
    }
    const { accountId, region, bucketArn: sourceBucketArn } = siteOf("source", partition, sourceBucket);
    const bucketArn = arnOf(partition, `${sourceBucket}-backfill`);
    const { prefix = "", key = false } = backfill;
    return {
        backfillTrust: backfillTrust(confinedTrust ? { accountId } : undefined),
        backfillPermissions: backfillPermissions({
            sourceBucketArn,
            bucketArn,
            prefix,
            ...(key && {
                key: {
                    keyArn: manifestKeyArn(partition),
                    region,
                    bucketArn,
                    bucketKey: "either",
                    dnsSuffix: dnsSuffixOf(partition),
                },
            }),
        }),
        backfillBucket: bucketPolicy(bucketArn, []),
    };
}
