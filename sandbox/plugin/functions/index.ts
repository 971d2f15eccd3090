import type { Connection } from "../aws/connection";
import type { PropertyMap } from "../wire";
import type { AwsFunction } from "./awsFunction";
import { getBucketPolicy, getBucketReplicationConfiguration } from "./bucketDocuments";
import { getBucket } from "./getBucket";
import { getBucketNotification } from "./getBucketNotification";
import { getBucketObjectLockConfiguration } from "./getBucketObjectLockConfiguration";
import { getCloudControlResource } from "./getCloudControlResource";
import { getKey } from "./getKey";
import { getRole } from "./getRole";
import { getCallerIdentity, getPartition, getRegion } from "./ownAccount";

export const functions: readonly AwsFunction[] = [
    getCallerIdentity,
    getPartition,
    getRegion,
    getRole,
    getKey,
    getBucket,
    getBucketNotification,
    getBucketObjectLockConfiguration,
    getBucketPolicy,
    getBucketReplicationConfiguration,
    getCloudControlResource,
];
const FUNCTIONS: ReadonlyMap<string, AwsFunction> = new Map(functions.map((each) => [each.token, each]));

export async function callFunction(
    token: string,
    connection: Connection,
    args: PropertyMap,
): Promise<PropertyMap> {
    const known = FUNCTIONS.get(token);
    if (known === undefined) {
        throw new Error(
            `the stand-in AWS plug-in does not know the function ${token}. It knows: ` +
                `${[...FUNCTIONS.keys()].join(", ")}. To use any other function, install the official plug-in: ` +
                `pulumi plugin install resource aws`,
        );
    }
    return known.call(connection, args);
}
