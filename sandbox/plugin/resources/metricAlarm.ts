import { unlessGone } from "../aws/errors";
import { changeTags, fromTagList, tagged, toTagList } from "../aws/tags";
import { defineResource, type Account } from "../resourceType";
import { boolean, listOf, number, oneOf, optional, string, stringMap, type Typed } from "../schema";
import { metricUnit } from "./metricUnit";

const official = "install the official plug-in to use it";
const actions = () => optional(listOf(string(), true));

const inputs = {
    name: optional(string(), { replaces: true, autoName: { maxLength: 255, lowerCase: false } }),
    alarmDescription: optional(string()),
    namespace: optional(string()),
    metricName: optional(string()),
    dimensions: optional(stringMap()),
    statistic: optional(oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum")),
    unit: optional(metricUnit),
    period: optional(number()),
    evaluationPeriods: optional(number()),
    datapointsToAlarm: optional(number()),
    comparisonOperator: optional(
        oneOf(
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "LessThanThreshold",
            "LessThanOrEqualToThreshold",
        ),
    ),
    threshold: optional(number()),
    treatMissingData: optional(oneOf("missing", "ignore", "breaching", "notBreaching"), {
        default: "missing",
    }),
    actionsEnabled: optional(boolean(), { default: true }),
    alarmActions: actions(),
    okActions: actions(),
    insufficientDataActions: actions(),
    region: optional(string(), { replaces: true, computed: true }),
    ...tagged,
};

/** An alarm on one metric; those on expressions, percentiles and anomalies are left to the official plug-in. */
export const metricAlarm = defineResource({
    token: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs,
    outputs: ["arn"],
    unsupported: {
        evaluateLowSampleCountPercentiles: official,
        evaluationCriteria: official,
        evaluationInterval: official,
        extendedStatistic: official,
        metricQueries: official,
        thresholdMetricId: official,
        warmUpConfiguration: official,
    },
    async create(account, wanted) {
        const cloudwatch = await account.cloudwatch();
        await cloudwatch.putMetricAlarm({
            ...toAlarm(wanted),
            Tags: wanted.tagsAll && toTagList(wanted.tagsAll),
        });
        return wanted.name ?? "";
    },
    async read(account, name) {
        const found = await alarmOf(account, name);
        if (found === undefined) {
            return undefined;
        }
        const cloudwatch = await account.cloudwatch();
        const tagsAll = fromTagList(
            (await cloudwatch.listTagsForResource({ ResourceARN: found.AlarmArn })).Tags,
        );
        const dimensions = (found.Dimensions ?? []).flatMap(({ Name, Value }): [string, string][] =>
            Name === undefined ? [] : [[Name, Value ?? ""]],
        );
        return {
            name,
            arn: found.AlarmArn,
            alarmDescription: filled(found.AlarmDescription),
            namespace: found.Namespace,
            metricName: found.MetricName,
            dimensions: dimensions.length === 0 ? undefined : Object.fromEntries(dimensions),
            statistic: found.Statistic,
            unit: found.Unit,
            period: found.Period,
            evaluationPeriods: found.EvaluationPeriods,
            datapointsToAlarm: found.DatapointsToAlarm,
            comparisonOperator: found.ComparisonOperator,
            threshold: found.Threshold,
            treatMissingData: found.TreatMissingData ?? "missing",
            actionsEnabled: found.ActionsEnabled,
            alarmActions: filled(found.AlarmActions),
            okActions: filled(found.OKActions),
            insufficientDataActions: filled(found.InsufficientDataActions),
            tagsAll,
        };
    },
    async update(account, { id, inputs: wanted, olds, changed }) {
        const cloudwatch = await account.cloudwatch();
        if ([...changed].some((name) => !(name in tagged))) {
            await cloudwatch.putMetricAlarm(toAlarm(wanted));
        }
        if (changed.has("tagsAll")) {
            // PutMetricAlarm reads tags at an alarm's creation alone.
            const ResourceARN = (await alarmOf(account, id))?.AlarmArn;
            await changeTags(olds.tagsAll, wanted.tagsAll, {
                put: (tags) => cloudwatch.tagResource({ ResourceARN, Tags: toTagList(tags) }),
                remove: (TagKeys) => cloudwatch.untagResource({ ResourceARN, TagKeys }),
            });
        }
    },
    async delete(account, name) {
        const cloudwatch = await account.cloudwatch();
        await unlessGone(["ResourceNotFound"], () => cloudwatch.deleteAlarms({ AlarmNames: [name] }));
    },
});

async function alarmOf(account: Account, name: string) {
    const cloudwatch = await account.cloudwatch();
    const answer = await cloudwatch.describeAlarms({ AlarmNames: [name], AlarmTypes: ["MetricAlarm"] });
    return answer.MetricAlarms?.[0];
}

function toAlarm(wanted: Typed<typeof inputs>) {
    return {
        AlarmName: wanted.name,
        AlarmDescription: wanted.alarmDescription,
        Namespace: wanted.namespace,
        MetricName: wanted.metricName,
        Dimensions: Object.entries(wanted.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
        Statistic: wanted.statistic,
        Unit: wanted.unit,
        Period: wanted.period,
        EvaluationPeriods: wanted.evaluationPeriods,
        DatapointsToAlarm: wanted.datapointsToAlarm,
        ComparisonOperator: wanted.comparisonOperator,
        Threshold: wanted.threshold,
        TreatMissingData: wanted.treatMissingData,
        ActionsEnabled: wanted.actionsEnabled,
        AlarmActions: wanted.alarmActions,
        OKActions: wanted.okActions,
        InsufficientDataActions: wanted.insufficientDataActions,
    };
}

/** An alarm that does without has an empty text or list. */
function filled<T extends string | string[]>(value: T | undefined): T | undefined {
    return value === undefined || value.length === 0 ? undefined : value;
}
