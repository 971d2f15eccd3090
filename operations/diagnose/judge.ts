import type { Diagnosed } from "./finding";
import { inOrder } from "./finding";
import type { Facts } from "./facts";
import { judgeBuckets } from "./judge/buckets";
import { judgeConfiguration } from "./judge/configuration";
import { judgeDrift, withStackFixes } from "./judge/drift";
import { judgeKeys } from "./judge/keys";
import { judgeMonitoring } from "./judge/monitoring";
import { judgeRequests } from "./judge/requests";

const judges = [judgeConfiguration, judgeBuckets, judgeKeys, judgeRequests, judgeMonitoring, judgeDrift];

/** What is wrong with a replication, what may be, and what is not known: a pure function of what was read. */
export function diagnose(facts: Facts): readonly Diagnosed[] {
    const findings = judges.flatMap((judge) => judge(facts));
    return inOrder(withStackFixes(findings, facts));
}
