import { cdkImported, cdkOneApp } from "./cdk";
import { cloudposse } from "./cloudposse";
import { ours } from "./ours";
import type { Peer } from "./peer";
import { terraformAwsModules } from "./terraformAwsModules";

/** This project first. */
export const peers: readonly Peer[] = [ours, cdkOneApp, cdkImported, terraformAwsModules, cloudposse];
