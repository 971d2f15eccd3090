import { accountRootArn } from "../../../components/policies/arn";
import { roleArnOf, valueOf, type DestinationFacts, type Facts } from "../facts";
import type { Change, Mendable } from "./changes";
import { notRead } from "./deployed";
import { bucketDocument } from "./documents";
import { statementsIn, withoutEverybody, withStatements } from "./mending";
import { judgeRequests } from "./requests";

/** Only the two together keep the role out: that the policy is public, and that the block restricts such policies. */
export function judgePublicPolicy(facts: Facts, destination: DestinationFacts): readonly Mendable[] {
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
                  fix: "",
                  changes: narrowed(facts, destination),
              },
          ];
}

/** Takes everybody out of what statements allow, and lets the role in by a statement of its own where nothing else does. */
function narrowed(facts: Facts, destination: DestinationFacts): readonly Change[] {
    const { accountId, bucket } = destination;
    const content = valueOf(bucket.policy);
    if (accountId === undefined) {
        return [];
    }
    const edit = (statement: unknown) =>
        withoutEverybody(statement, accountRootArn(facts.partition, accountId));
    const before = statementsIn(content);
    const after = before.map(edit);
    if (after.every((statement, index) => statement === before[index])) {
        return [];
    }
    const policy = { value: withStatements(content, after) };
    const found = judgeRequests({
        ...facts,
        destinations: facts.destinations.map((each) =>
            each === destination ? { ...each, bucket: { ...bucket, policy } } : each,
        ),
    });
    const document = bucketDocument(facts, "destination", destination, roleArnOf(facts) ?? "");
    const added = found
        .filter(({ id, where }) => id === "bucket-policy-lacks" && where === document.name)
        .flatMap(({ changes = [] }) => changes.flatMap((change) => change.added ?? []));
    return [{ document, edit, added }];
}
