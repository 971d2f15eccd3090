import type * as pulumi from "@pulumi/pulumi";

/** Which events S3 publishes, and where to. https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html */
export interface ReplicationEvents {
    /**
     * The SNS topic that gets the events, in the bucket's region. Its policy has to let Amazon S3 publish. Default: a topic
     * that is made here, with the failure alarms, unless `queueArn` is given.
     */
    topicArn?: pulumi.Input<string>;
    /** The SQS queue that gets the events instead, in the bucket's region. Its policy lets Amazon S3 send. Default: none. */
    queueArn?: pulumi.Input<string>;
    /**
     * Whether there are events also where an object takes longer than 15 minutes, and where it has arrived after that. Needs
     * a rule with Replication Time Control. Default: whether there is one.
     */
    thresholds?: pulumi.Input<boolean>;
}

/** How a failure of replication is seen, in the source's account. Every enabled rule needs metrics for it. */
export interface ReplicationMonitoring {
    /**
     * Whether there are two CloudWatch alarms for each enabled rule: on `OperationsFailedReplication` in the region of the
     * source, and on `ReplicationLatency` in the region of the destination, where AWS publishes these metrics. Default: true.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
     */
    alarms?: boolean;
    /**
     * SNS topics that the alarms are published to: 1 to 5 in the source's region and in the region of each destination, since
     * an alarm publishes in its own region. Default: topics that are made here.
     */
    alarmTopicArns?: pulumi.Input<string>[];
    /**
     * There is an alarm where the latency is above this many seconds for three minutes: 1 to 86,400. Default: 900, as for
     * Replication Time Control.
     */
    latencyThresholdSeconds?: pulumi.Input<number>;
    /**
     * S3 event notifications of failures. They take the place of all other notifications of the bucket. Default: none.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
     */
    events?: ReplicationEvents;
    /** Whether there is a CloudWatch dashboard: bytes and operations pending, latency and failures by rule. Default: false. */
    dashboard?: boolean;
}
