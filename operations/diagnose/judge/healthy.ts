import { legs, type Leg } from "../catalogue";
import type { Facts, Read } from "../facts";
import { legOf, type Diagnosed } from "../finding";
import { configurationOf } from "./deployed";
import { useOf, type Use } from "./use";

/** The parts of the way that were looked at, and of which nothing else is said. */
export function judgeHealthy(facts: Facts, findings: readonly Diagnosed[]): readonly Diagnosed[] {
    const use = useOf(facts);
    const said = new Set(
        findings
            .filter(({ id, severity }) => severity !== "ok" && id !== "organization-policies")
            .map((finding) => legOf(finding)),
    );
    return legs
        .filter((leg) => use !== undefined && !said.has(leg))
        .flatMap((leg) => (use === undefined ? [] : healthyAt(leg, facts, use)));
}

function healthyAt(leg: Leg, { source, destinations }: Facts, use: Use): readonly Diagnosed[] {
    const healthy = { id: "healthy", severity: "ok", leg, fix: "" } as const;
    const all = (...reads: readonly Read<unknown>[]) => reads.every((read) => "value" in read);
    switch (leg) {
        case "source bucket":
            return all(source.configuration, source.bucket.exists)
                ? [
                      {
                          ...healthy,
                          side: "source",
                          where: configurationOf(source),
                          message:
                              "Its rules select objects for the destination, and its bucket lets S3 read them.",
                      },
                  ]
                : [];
        case "role":
            return all(source.role)
                ? [
                      {
                          ...healthy,
                          side: "source",
                          where: `role ${use.roleArn}`,
                          message: "Amazon S3 may act as the role, and the role may do what the rules need.",
                      },
                  ]
                : [];
        case "destination policy":
            return destinations
                .filter(({ bucket }) => all(bucket.policy))
                .map(({ bucket }) => ({
                    ...healthy,
                    side: "destination",
                    where: `policy of the bucket ${bucket.name}`,
                    message: "It lets the role write replicas.",
                }));
        case "key":
            return [
                ...(use.sourceKey ? [use.sourceKey] : []),
                ...use.destinations.flatMap(({ keys }) => keys),
            ].map(({ keyArn }) => ({
                ...healthy,
                side: keyArn === use.sourceKey?.keyArn ? "source" : "destination",
                where: `key ${keyArn}`,
                message: "It can be used, and its policy lets the role in.",
            }));
        case "destination bucket":
            return destinations
                .filter(({ bucket }) => all(bucket.exists, bucket.versioning))
                .map(({ bucket }) => ({
                    ...healthy,
                    side: "destination",
                    where: `bucket ${bucket.name}`,
                    message: "It exists and is versioned.",
                }));
    }
}
