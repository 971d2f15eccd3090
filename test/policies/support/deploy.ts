import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { run, type Run } from "../../support/recorder";
import type { Choices } from "./scenarios";
import { accounts, bucketArn, buckets, replicationRole } from "./setting";

/** Both components under mocks, told what a setting chooses. */
export async function deploy(choices: Choices): Promise<Run> {
    const { partition, grant, policies, deleteMarkers } = choices;
    return run({ partition, accounts: { "": accounts.source } }, () => {
        new ReplicationDestination("destination", {
            bucketName: buckets.destination,
            sourceAccountId: accounts.source,
            replicationRoleName: replicationRole,
            grant,
            deleteMarkerReplication: deleteMarkers,
        });
        new ReplicationSource("source", {
            bucketName: buckets.source,
            destination: {
                bucketArn: bucketArn(partition, buckets.destination),
                accountId: accounts.destination,
            },
            roleName: replicationRole,
            rules: [{ deleteMarkerReplication: deleteMarkers }],
            policies,
        });
    });
}

/** One input of each resource of a type. */
export function inputsOf({ resources }: Run, type: string, input: string): readonly unknown[] {
    return resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs[input]);
}
