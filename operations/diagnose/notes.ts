import { permissionLines } from "../permission";
import { permissions } from "./read/permissions";

/** What follows the options in `--help`. */
export const notes = `
Credentials of a side are those that its flags name, else those of its stack's settings profile and assumeRole, else the
environment's. With credentials of one side alone the rest is diagnosed, and what could not be read is told. To read all of
it they need:
${permissionLines("source", permissions.source)}
${permissionLines("destination", permissions.destination)}
A role named by a flag has to trust whoever calls: the profile's or the environment's identity.

Exit code: 0 it works, 1 it is broken, 2 it is not known whether it works, 3 the diagnosis could not run.
With --key it is the worse of the pair's and the object's: 1 where the object should have arrived and is not there, 2 where
S3 has not replicated it yet, or it is not known whether it arrived. "result" in --json says the same.`;
