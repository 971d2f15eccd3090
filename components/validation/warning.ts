import * as pulumi from "@pulumi/pulumi";
import { visibleLines } from "./visible";

/** What a preview says beside errors. docs/warnings.md says of each what to do; tools find it by these ids. */
export const warningIds = [
    "aws-settings-ignored",
    "boundary-denies",
    "boundary-may-deny",
    "key-foreign",
    "key-idle",
    "not-known",
    "notifications-replaced",
    "objects-of-others",
    "originals-left-out",
    "policy-elsewhere",
    "prefix-literal",
    "replication-denied",
    "replication-may-be-denied",
    "replication-replaced",
    "statements-lost",
    "trust-may-refuse",
    "versioning-elsewhere",
] as const;

type WarningId = (typeof warningIds)[number];

/** Warns of what AWS accepts and the user may not mean, or of what would be lost. */
export function warn(id: WarningId, message: string, resource?: pulumi.Resource): void {
    void pulumi.log.warn(`${visibleLines(message)} [${id}]`, resource);
}

/** Says what somebody else has to do. */
export function inform(id: WarningId, message: string, resource?: pulumi.Resource): void {
    void pulumi.log.info(`${visibleLines(message)} [${id}]`, resource);
}
