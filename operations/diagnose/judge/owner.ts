import type { ReplicationRule } from "@aws-sdk/client-s3";
import { valueOf, type DestinationFacts, type Facts } from "../facts";
import type { Change } from "./changes";
import { correcting } from "./correction";
import { judgeRequests } from "./requests";

/** Lets a rule hand its replicas to the destination's account. None where the account is not known. */
export function overridingOwner({ bucket, accountId: Account }: DestinationFacts) {
    return (rule: ReplicationRule): ReplicationRule | undefined =>
        Account === undefined
            ? undefined
            : {
                  ...rule,
                  Destination: {
                      Bucket: bucket.arn,
                      ...rule.Destination,
                      Account,
                      AccessControlTranslation: { Owner: "Destination" },
                  },
              };
}

/** What role and bucket policy lack so that the rules may override the owner. */
export function permissionsToOverride(
    facts: Facts,
    destination: DestinationFacts,
    rules: readonly ReplicationRule[],
): readonly Change[] {
    const { source } = facts;
    const configuration = valueOf(source.configuration);
    const Rules = correcting(facts, rules, overridingOwner(destination))(configuration?.Rules ?? []);
    return configuration === undefined || Rules === undefined
        ? []
        : judgeRequests({
              ...facts,
              source: { ...source, configuration: { value: { ...configuration, Rules: [...Rules] } } },
          })
              .filter(({ actions }) => actions?.includes("s3:ObjectOwnerOverrideToBucketOwner"))
              .flatMap(({ changes }) => changes ?? []);
}
