import * as aws from "@pulumi/aws";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { runToFailure, type Failure, type World } from "../../support/recorder";
import { accounts, destinationArgs, sourceArgs } from "../support/sides";
import type { ComponentCase } from "./componentCase";

/** Makes the component of a case. The types would refuse most; what comes from YAML or plain JavaScript is not typed. */
export function construct(example: ComponentCase): void {
    const options = (name: string) => ({ providers: [new aws.Provider(name, {})] });
    if ("source" in example) {
        Reflect.construct(ReplicationSource, [
            "copy",
            { ...sourceArgs, ...example.source },
            options("seoul"),
        ]);
    } else {
        Reflect.construct(ReplicationDestination, [
            "copy",
            { ...destinationArgs, ...example.destination },
            options("tokyo"),
        ]);
    }
}

/** What comes of a case in the world of two accounts. */
export function refused(example: ComponentCase, world: World = {}): Promise<Failure> {
    return runToFailure({ ...accounts, ...world }, () => {
        construct(example);
    });
}
