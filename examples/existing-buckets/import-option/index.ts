import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { account } from "../../account";

const config = new pulumi.Config();
const source = account("source", "ap-northeast-2");
const destination = account("destination", "ap-northeast-1");

/**
 * Sets the option `import` of a component's bucket, which the component itself has no argument for. Once the bucket is in
 * the state the option does nothing, and can go.
 */
function importing(bucketName: string): pulumi.ResourceTransform {
    return ({ type, props, opts }) => {
        if (type !== "aws:s3/bucket:Bucket") {
            return undefined;
        }
        const adopted: pulumi.CustomResourceOptions = { ...opts, import: bucketName };
        return { props, opts: adopted };
    };
}

const destinationBucket = config.require("destinationBucket");
const replicas = new ReplicationDestination(
    "replicas",
    {
        bucketName: destinationBucket,
        sourceAccountId: source.accountId,
        replicationRoleName: "import-option-replication",
        protectBucket: true,
    },
    { providers: [destination.provider], transforms: [importing(destinationBucket)] },
);

const sourceBucket = config.require("sourceBucket");
const originals = new ReplicationSource(
    "originals",
    {
        bucketName: sourceBucket,
        replicationRoleName: replicas.replicationRoleName,
        destination: replicas,
        protectBucket: true,
    },
    { providers: [source.provider], transforms: [importing(sourceBucket)] },
);

export const buckets = [originals.bucketName, replicas.bucketName];
