import type { PolicyStatement } from "../../../../components/policies/document";
import { accounts, iamArn, type Partition } from "../setting";
import type { Change } from "./change";

type Principal = NonNullable<PolicyStatement["Principal"]>;

/** The principal replaced by each wider one, and by others of its kind. `{ AWS: "*" }` is `*` in another spelling. */
export function principalChanges(statement: PolicyStatement, partition: Partition): readonly Change[] {
    const own = statement.Principal;
    if (own === undefined) {
        return [];
    }
    const candidates: readonly Principal[] = [
        "*",
        ...Object.values(accounts).map((account) => ({ AWS: iamArn(partition, account, "root") })),
        { Service: "s3.amazonaws.com" },
        { Service: "ec2.amazonaws.com" },
        { Service: "batchoperations.s3.amazonaws.com" },
    ];
    return candidates
        .filter((candidate) => JSON.stringify(candidate) !== JSON.stringify(own))
        .map((candidate) => ({
            what: `principal -> ${typeof candidate === "string" ? candidate : Object.entries(candidate).join()}`,
            statement: { ...statement, Principal: candidate },
        }));
}
