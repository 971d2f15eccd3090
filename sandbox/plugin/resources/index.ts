import type { ResourceType } from "../resourceType";
import { bucket } from "./bucket";
import { bucketLifecycleConfiguration } from "./bucketLifecycleConfiguration";
import { bucketLogging } from "./bucketLogging";
import { bucketNotification } from "./bucketNotification";
import { bucketOwnershipControls } from "./bucketOwnershipControls";
import { bucketPolicy } from "./bucketPolicy";
import { bucketPublicAccessBlock } from "./bucketPublicAccessBlock";
import { bucketReplicationConfig } from "./bucketReplicationConfig";
import { bucketServerSideEncryptionConfiguration } from "./bucketServerSideEncryptionConfiguration";
import { bucketVersioning } from "./bucketVersioning";
import { dashboard } from "./dashboard";
import { key } from "./key";
import { metricAlarm } from "./metricAlarm";
import { role } from "./role";
import { rolePolicy } from "./rolePolicy";
import { topic } from "./topic";

export const resourceTypes: readonly ResourceType[] = [
    bucket,
    bucketVersioning,
    bucketOwnershipControls,
    bucketPublicAccessBlock,
    bucketServerSideEncryptionConfiguration,
    bucketPolicy,
    bucketReplicationConfig,
    bucketLifecycleConfiguration,
    bucketLogging,
    bucketNotification,
    role,
    rolePolicy,
    key,
    metricAlarm,
    dashboard,
    topic,
];
const TYPES: ReadonlyMap<string, ResourceType> = new Map(resourceTypes.map((type) => [type.token, type]));

export function resourceTypeOf(token: string): ResourceType {
    const type = TYPES.get(token);
    if (type === undefined) {
        throw new Error(
            `the stand-in AWS plug-in does not know the resource type ${token}. It knows: ` +
                `${[...TYPES.keys()].join(", ")}. To use any other type, install the official plug-in: ` +
                `pulumi plugin install resource aws`,
        );
    }
    return type;
}
