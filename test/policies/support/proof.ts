import { actionsMatching, readKnownActions, type KnownActions } from "./actions";
import { matrixOf } from "./matrix";
import { mutantsOf, type Mutant } from "./mutants/mutants";
import { representativesUnder } from "./representatives";
import { countRequests, holds, involves, requestsOf, worldOf, type Requests } from "./requests";
import type { Verdict } from "./rows";
import type { Scenario } from "./scenarios";

/** How many requests there are of each verdict. */
export type Asked = Readonly<Record<Verdict, number>>;

/** What was asked under a setting's documents, and which mistakes in them no request notices. */
export interface Proof {
    readonly requests: Asked;
    readonly mutants: readonly Mutant[];
    readonly survivors: readonly Mutant[];
}

/** Made once in a process, whoever asks first: a test, or what writes docs/least-privilege.md. */
export async function prove(scenario: Scenario): Promise<Proof> {
    const known = await readKnownActions();
    const before = proofs.get(scenario);
    if (before !== undefined) {
        return before;
    }
    const likeliestFirst = [...requestsOf(matrixOf(scenario), scenario, known)];
    const mutants = mutantsOf(scenario, known);
    const proof = {
        requests: countAsked(likeliestFirst),
        mutants,
        survivors: mutants.filter((mutant) => survives(mutant, likeliestFirst, scenario, known)),
    };
    proofs.set(scenario, proof);
    return proof;
}

/** What is asked under a setting's documents, where no mistake is made in them. */
export async function ask(scenario: Scenario): Promise<Asked> {
    const known = await readKnownActions();
    return countAsked(requestsOf(matrixOf(scenario), scenario, known));
}

function countAsked(requests: readonly Requests[]): Asked {
    const count = (verdict: Verdict) => countRequests(requests.filter(({ row }) => row.verdict === verdict));
    return { needed: count("needed"), admitted: count("admitted"), refused: count("refused") };
}

const proofs = new Map<Scenario, Proof>();

/**
 * Whether no request notices, of those that the change can touch; the others come to what they come to without it, which
 * simulation.test.ts asks. The ones that notice go to the front: they are the likeliest to notice the next mistake.
 */
function survives(mutant: Mutant, requests: Requests[], scenario: Scenario, known: KnownActions): boolean {
    const world = worldOf(mutant.documents, scenario);
    const representatives = representativesUnder(mutant.documents, known);
    const touched = new Set(mutant.actions.flatMap((pattern) => actionsMatching(pattern, known)));
    const noticed = requests.findIndex(
        (some) =>
            involves(some, mutant.document) &&
            !representatives(some.actions.filter((action) => touched.has(action))).every((action) =>
                holds(some, action, world),
            ),
    );
    requests.unshift(...requests.splice(noticed, noticed < 0 ? 0 : 1));
    return noticed < 0;
}
