import Table from "cli-table3";
import type { DeploymentCalls } from "./awsCalls/deploymentCalls";
import type { Operation } from "./command";
import type { Helper } from "./processMemory";
import type { Row, Target } from "./summary";

const operationNames: Record<Operation, string> = {
    preview: "preview",
    up: "up",
    unchanged: "up, no changes",
};

type Cell = string | { content: string; hAlign: "right" };

const right = (content: string): Cell => ({ content, hAlign: "right" });
export const number = (value: number | undefined, digits = 0): Cell => right(value?.toFixed(digits) ?? "–");

export function table(head: readonly string[], rows: readonly Cell[][]): string {
    const made = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
    made.push(...rows);
    return made.toString();
}

export function speedTable(rows: readonly Row[]): string {
    const memory = (row: Row, helper: Helper) => number(row.helperMemory[helper]);
    return table(
        [
            "stack",
            "operation",
            "program",
            "s",
            "fastest",
            "slowest",
            "× plain",
            "program MB",
            "engine MB",
            "plug-in MB",
        ],
        rows.map((row) => [
            row.program === "empty" ? "–" : row.side,
            operationNames[row.operation],
            row.program,
            number(row.seconds, 2),
            number(row.fastest, 2),
            number(row.slowest, 2),
            number(row.ratio, 2),
            number(row.programMemory),
            memory(row, "engine"),
            memory(row, "plugin"),
        ]),
    );
}

export function targetTable(targets: readonly Target[]): string {
    return table(
        ["target", "is", "at most", "holds"],
        targets.map(({ name, value, limit, holds }) => [
            name,
            number(value, limit < 10 ? 2 : 0),
            number(limit, limit < 10 ? 2 : 0),
            holds ? "yes" : "NO",
        ]),
    );
}

export function chainTable(deployments: readonly DeploymentCalls[]): string {
    return table(
        ["stack", "program", "calls", "chain", "dependencies", "longest chain"],
        deployments.map(({ side, program, calls, chain, depth }) => [
            side,
            program,
            number(calls.length),
            number(chain.length),
            number(depth),
            chain.map(({ name }) => name).join("\n"),
        ]),
    );
}

export function callTable({ side, program, calls, chain }: DeploymentCalls): string {
    return table(
        [`up of ${side}, ${program}`, "for", "answer", "from ms", "to ms", "in the chain"],
        calls.map((call) => [
            call.name,
            call.kind,
            number(call.status),
            number(call.start),
            number(call.end),
            chain.includes(call) ? "•" : "",
        ]),
    );
}
