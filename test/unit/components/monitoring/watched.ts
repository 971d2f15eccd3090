import type { ReplicationMonitoring, ReplicationSourceArgs } from "../../../../components/index";
import type { Run } from "../../../support/recorder";
import { deploySource, inTokyo, refusedSource } from "../../support/sides";

export const deployWatched = (
    monitoring: ReplicationMonitoring,
    args: Partial<ReplicationSourceArgs> = {},
): Promise<Run> => deploySource({ destination: inTokyo, ...args, monitoring });

export const refusedWatched = (
    monitoring: ReplicationMonitoring,
    args: Partial<ReplicationSourceArgs> = {},
) => refusedSource({ destination: inTokyo, ...args, monitoring });

/** The names of what is made of a type. */
export const namesOf = ({ resources }: Run, type: string): readonly string[] =>
    resources.filter((resource) => resource.type === type).map(({ name }) => name);

export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const topicType = "aws:sns/topic:Topic";

export const madeTopics = {
    failures: "arn:aws:sns:ap-northeast-2:111111111111:originals-replication-failures",
    latency: "arn:aws:sns:ap-northeast-1:111111111111:originals-replication-latency",
};
