import { bucketCase } from "./bucket";
import { bucketVersioningCase } from "./bucketVersioning";
import { bucketOwnershipControlsCase } from "./bucketOwnershipControls";
import { bucketPublicAccessBlockCase } from "./bucketPublicAccessBlock";
import { bucketServerSideEncryptionConfigurationCase } from "./bucketServerSideEncryptionConfiguration";
import { bucketPolicyCase } from "./bucketPolicy";
import { bucketReplicationConfigCase } from "./bucketReplicationConfig";
import { roleCase } from "./role";
import { rolePolicyCase } from "./rolePolicy";
import { bucketLifecycleConfigurationCase } from "./bucketLifecycleConfiguration";
import { bucketLoggingCase } from "./bucketLogging";
import { bucketNotificationCase } from "./bucketNotification";
import { keyCase } from "./key";
import { metricAlarmCase } from "./metricAlarm";
import { dashboardCase } from "./dashboard";
import { topicCase } from "./topic";
import type { Case } from "./case";

export const CASES: readonly Case[] = [
    bucketCase,
    bucketVersioningCase,
    bucketOwnershipControlsCase,
    bucketPublicAccessBlockCase,
    bucketServerSideEncryptionConfigurationCase,
    bucketPolicyCase,
    bucketReplicationConfigCase,
    bucketLifecycleConfigurationCase,
    bucketLoggingCase,
    bucketNotificationCase,
    roleCase,
    rolePolicyCase,
    keyCase,
    metricAlarmCase,
    dashboardCase,
    topicCase,
];
