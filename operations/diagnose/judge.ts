import type { Facts } from "./facts";
import { inOrder, legOf, type Diagnosed } from "./finding";
import { judgeBuckets } from "./judge/buckets";
import { withFixes, type Mendable } from "./judge/changes";
import { judgeConfiguration } from "./judge/configuration";
import { judgeDrift, withStackFixes } from "./judge/drift";
import { judgeHealthy } from "./judge/healthy";
import { judgeKeys } from "./judge/keys";
import { judgeMonitoring } from "./judge/monitoring";
import { judgeRequests } from "./judge/requests";

const judges = [judgeConfiguration, judgeBuckets, judgeKeys, judgeRequests, judgeMonitoring, judgeDrift];

/** What is wrong with a replication, what may be, and what is not known: a pure function of what was read. */
export function diagnose(facts: Facts): readonly Diagnosed[] {
    const findings = withFixes(withoutFollowing(judges.flatMap((judge) => judge(facts))), facts);
    return inOrder([...withStackFixes(findings, facts), ...judgeHealthy(facts, findings)]);
}

/** What was not read is said once, and not again of each request that is not known for that reason. */
function withoutFollowing(findings: readonly Mendable[]): readonly Mendable[] {
    const placeOf = (finding: Diagnosed) => `${finding.side} ${legOf(finding)}`;
    const unread = new Set(findings.filter(({ id }) => id === "not-read").map(placeOf));
    return findings.filter((finding) => finding.id !== "not-known" || !unread.has(placeOf(finding)));
}
