import type { DeploymentCalls } from "./awsCalls/deploymentCalls";
import type { PairTimes } from "./diagnose/pairRound";
import { pairTable, pairTargetsOf, summarisePairs } from "./diagnose/pairSummary";
import { memoryTable, memoryTargetsOf, summariseMemory, type MemoryBySize } from "./memorySummary";
import type { Sample } from "./rounds";
import type { PluginSample } from "./plugin/pluginRound";
import { pluginTable, pluginTargetsOf, summarisePlugin } from "./plugin/pluginSummary";
import type { ScaleSample } from "./scale/scaleRound";
import { scaleTargetsOf, summariseScale } from "./scale/scaleSummary";
import { scaleNotes, scaleTable } from "./scale/scaleTable";
import { summarise, targetsOf, type Target } from "./summary";
import { callTable, chainTable, speedTable, targetTable } from "./tables";

/** What was measured; a part that was left out has nothing. */
export interface Measured {
    readonly samples: readonly Sample[];
    readonly scaleSamples: readonly ScaleSample[];
    readonly pluginSamples: readonly PluginSample[];
    readonly pairTimes: readonly PairTimes[];
    readonly sampleMemory: readonly MemoryBySize[];
    readonly reportMemory: readonly MemoryBySize[];
    readonly deployments: readonly DeploymentCalls[];
}

export interface Report {
    readonly targets: readonly Target[];
    readonly text: string;
    readonly data: object;
}

export function reportOf(environment: string, measured: Measured): Report {
    const { samples, scaleSamples, pluginSamples, pairTimes, sampleMemory, reportMemory, deployments } =
        measured;
    const rows = summarise(samples);
    const scaleRows = summariseScale(scaleSamples);
    const pluginRows = summarisePlugin(pluginSamples);
    const pairRows = summarisePairs(pairTimes);
    const sampleRows = summariseMemory(sampleMemory);
    const reportRows = summariseMemory(reportMemory);
    const targets = [
        ...(rows.length > 0 ? targetsOf(rows) : []),
        ...(scaleRows.length > 0 ? scaleTargetsOf(scaleRows) : []),
        ...pluginTargetsOf(pluginRows),
        ...pairTargetsOf(pairRows),
        ...memoryTargetsOf(sampleRows, (size) => `a sample of ${size} versions`),
        ...memoryTargetsOf(reportRows, (size) => `a report of ${size} tasks`),
    ];
    const ours = deployments.filter(({ program }) => program === "ours");
    return {
        targets,
        data: {
            environment,
            rows,
            scaleRows,
            pluginRows,
            pairRows,
            sampleRows,
            reportRows,
            targets,
            ...measured,
        },
        text: [
            environment,
            ...(rows.length > 0 ? [speedTable(rows)] : []),
            ...(scaleRows.length > 0 ? [scaleNotes, scaleTable(scaleRows)] : []),
            ...(pluginRows.length > 0 ? [pluginTable(pluginRows)] : []),
            ...(pairRows.length > 0 ? [pairTable(pairRows)] : []),
            ...(sampleRows.length > 0 ? [memoryTable(sampleRows, "sample of")] : []),
            ...(reportRows.length > 0 ? [memoryTable(reportRows, "report of")] : []),
            ...(targets.length > 0 ? [targetTable(targets)] : []),
            ...(deployments.length > 0
                ? [
                      "The AWS calls of `up`, and the longest chain in which each had to wait for the one before;\n" +
                          "`dependencies` is its length if each resource took one call:",
                      chainTable(deployments),
                      ...ours.map(callTable),
                  ]
                : []),
        ].join("\n"),
    };
}
