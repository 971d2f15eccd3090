import { answersTo, type Questions } from "./answers";
import type { Facts } from "./facts";
import { inOrder, type Diagnosed } from "./finding";
import { diagnose } from "./judge";
import { reportOf, type Report } from "./report";
import type { ReadOptions } from "./read/found";
import { readPair, type ReadPair } from "./read/pair";

/** A diagnosis, and what it was made of. */
export interface Outcome {
    readonly facts: Facts;
    /** How the sides are asked for more. */
    readonly connections: ReadPair["connections"];
    /** Of the pair alone. */
    readonly findings: readonly Diagnosed[];
    readonly report: Report;
}

/** Reads a pair and says what is wrong with it, and whatever else was asked. */
export async function runDiagnosis(
    options: ReadOptions,
    questions: Questions = {},
    tell: (at: string) => void = () => undefined,
): Promise<Outcome> {
    const read = await readPair(options, tell);
    const findings = diagnose(read.facts);
    const { unanswered, ...answers } = await answersTo(questions, read, findings, options, tell);
    return {
        facts: read.facts,
        connections: read.connections,
        findings,
        report: reportOf({
            ...answers,
            findings: inOrder([...findings, ...unanswered]),
            unread: [...new Set([...read.unread, ...unanswered.map(({ message }) => message)])],
        }),
    };
}
