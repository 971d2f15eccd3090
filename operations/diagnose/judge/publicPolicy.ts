import { accountRootArn } from "../../../components/policies/arn";
import { membersOf } from "../../../components/policies/evaluation/shape";
import { aws, json } from "../commands";
import type { DestinationFacts, Facts } from "../facts";
import type { Diagnosed } from "../finding";
import { notRead } from "./deployed";
import { valueOf } from "./use";

/** Only the two together keep the role out: that the policy is public, and that the block restricts such policies. */
export function judgePublicPolicy(facts: Facts, destination: DestinationFacts): readonly Diagnosed[] {
    const { name, policy, publicPolicy: isPublic, restrictsPublicPolicy: restricts } = destination.bucket;
    const no = [isPublic, restricts].some((read) => "none" in read || valueOf(read) === false);
    const place = {
        side: "destination",
        where: `policy of the bucket ${name}`,
        leg: "destination policy",
    } as const;
    if (no || "none" in policy) {
        return [];
    }
    const [unread] = [isPublic, restricts].filter((read) => "unread" in read);
    return unread
        ? notRead(
              unread,
              destination,
              place,
              `Whether the public access block keeps other accounts out of the bucket ${name}`,
          )
        : [
              {
                  id: "public-policy-restricted",
                  severity: "wrong",
                  subject: "policy",
                  ...place,
                  message:
                      `The policy of the bucket ${name} counts as public, and RestrictPublicBuckets is true: S3 keeps other accounts out, ` +
                      "whatever the policy says. No statement may allow everybody without a condition.",
                  fix: narrowed(facts, destination),
              },
          ];
}

/** Narrows statements for everybody to the bucket's own account: nobody else gets in by them as it is. */
function narrowed(facts: Facts, destination: DestinationFacts): string {
    const { accountId, bucket } = destination;
    const members = new Map(membersOf(valueOf(bucket.policy)));
    const statements: readonly unknown[] = [members.get("Statement") ?? []].flat();
    const narrow = (statement: unknown) => {
        const { Principal, Effect, Condition, ...rest } = Object.fromEntries(membersOf(statement) ?? []);
        const aws = membersOf(Principal)?.find(([kind]) => kind === "AWS")?.[1];
        const everybody = Principal === "*" || [aws].flat().includes("*");
        return Effect === "Allow" && everybody && Condition === undefined && accountId !== undefined
            ? { ...rest, Effect, Principal: { AWS: accountRootArn(facts.partition, accountId) } }
            : undefined;
    };
    if (statements.every((statement) => narrow(statement) === undefined)) {
        return "";
    }
    const Statement = statements.map((statement) => narrow(statement) ?? statement);
    const corrected = json({ ...Object.fromEntries(members), Statement });
    return aws(
        facts,
        "destination",
        `s3api put-bucket-policy --bucket ${bucket.name} --policy ${corrected}`,
        destination,
    );
}
