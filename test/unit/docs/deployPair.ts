import program from "../../../index";
import { run } from "../../support/recorder";
import { deployed } from "../../support/sourceWorld";
import type { Made } from "./controls";

type Settings = Readonly<Record<string, string>>;

/** Deploys a pair under mocks, the destination first. */
export async function deployPair(
    settings: Readonly<Record<"source" | "destination", Settings>>,
): Promise<Readonly<Record<"source" | "destination", Made>>> {
    const worldOf = (side: "source" | "destination") => ({
        stack: side,
        settings: settings[side],
        accounts: { [side]: settings[side].accountId ?? "" },
        regions: { [side]: settings[side].region ?? "" },
    });
    const destination = await run(worldOf("destination"), program);
    const { replicationDestination } = destination.outputs;
    const source = await run(
        { ...worldOf("source"), stacks: { [deployed]: { replicationDestination } } },
        program,
    );
    const [from = "", to = ""] = [settings.source.region, settings.destination.region];
    return {
        source: { run: source, region: from, destinationRegions: [to] },
        destination: { run: destination, region: to, destinationRegions: [] },
    };
}
