import assert from "node:assert/strict";
import { text } from "./answers";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { ALARM, DASHBOARD, KEY, TOPIC } from "./types";

describe("the stand-in AWS plug-in: resources in another region than the provider's", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const region = "eu-west-1";
    const alarm = {
        region,
        namespace: "AWS/S3",
        metricName: "ReplicationLatency",
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 900,
    };
    const names = async (where: string) => {
        const { cloudwatch, sns, kms } = here.surroundings.byHand(ACCOUNT, where);
        return {
            alarms: (await cloudwatch.describeAlarms({})).MetricAlarms?.map(({ AlarmName }) => AlarmName),
            topics: (await sns.listTopics({})).Topics?.map(({ TopicArn }) => TopicArn),
            keys: (await kms.listKeys({})).Keys?.map(({ KeyId }) => KeyId),
        };
    };

    it("are made, changed and deleted there, under names that are made up", async () => {
        const wanted = await here.plugin.accepted(ALARM, alarm);
        const late = await here.plugin.create(ALARM, wanted);
        const topic = await here.plugin.create(TOPIC, await here.plugin.accepted(TOPIC, { region }));
        const key = await here.plugin.create(KEY, await here.plugin.accepted(KEY, { region }));
        assert.match(late.id, /^thing-[0-9a-f]{7}$/);
        assert.match(topic.id, new RegExp(`^arn:aws:sns:${region}:${ACCOUNT}:thing-[0-9a-f]{7}$`));
        assert.equal(late.state.arn, `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${late.id}`);
        assert.match(text(key.state.arn), new RegExp(`^arn:aws:kms:${region}:${ACCOUNT}:key/${key.id}$`));
        for (const { state } of [late, topic, key]) {
            assert.equal(state.region, region);
        }
        assert.deepEqual(await names(region), {
            alarms: [late.id],
            topics: [topic.id],
            keys: [key.id],
        });
        assert.deepEqual(await names(REGION), { alarms: [], topics: [], keys: [] });

        const sooner = await here.plugin.accepted(ALARM, { ...alarm, threshold: 60 }, wanted);
        assert.equal((await here.plugin.update(ALARM, late.id, late.state, sooner)).threshold, 60);
        await here.plugin.delete(ALARM, late.id, late.state);
        await here.plugin.delete(TOPIC, topic.id, topic.state);
        assert.deepEqual(await names(region), { alarms: [], topics: [], keys: [key.id] });
    });

    for (const type of [ALARM, TOPIC, DASHBOARD, KEY]) {
        it(`are made anew where the region changes: ${type}`, async () => {
            const { paths, replaces } = await here.plugin.diff(type, { region: REGION }, { region });
            assert.equal(paths.region, "update-replace");
            assert.ok(replaces.includes("region"));
        });
    }
});
