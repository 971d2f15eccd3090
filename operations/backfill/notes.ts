import { permissionLines } from "../permission";
import { permissions } from "./permissions";

/** What follows the options in `--help`. */
export const notes = `
The source's stack has to have the setting backfill: a role for jobs, and a bucket for manifests and reports. The pair
is diagnosed first, and no job is made while it is broken. The command asks before it makes a job; --yes is for where
nobody is there to answer. A job goes on without this command: after Ctrl-C, --job <id> follows it again. The same
command finds the job of the same selection that goes on, or that ended within 90 days, and makes no second one: --again
does.

Replication status: NONE is of versions from before their rule, FAILED of those that S3 gave up. COMPLETED replicates
again what is replicated, for a destination that was added later. REPLICA is of what came here by replication itself.

Nothing is ever deleted, and nothing written to either data bucket by this command. Credentials are those that
diagnose takes. They need what diagnose needs (npm run diagnose -- --help), and besides:
${permissionLines("source", permissions.source)}
${permissionLines("destination", permissions.destination)}

--json prints one document on stdout, with the members result, message, next, source, destination, selection,
diagnosis, plan, job, report, check and notes as far as there are such; where the command could not run, result and
error. Members may be added; none is renamed or removed. result: replicated, nothing, planned, failed, refused or
unknown.
Exit code: 0 all of the job is replicated, or there is nothing to replicate, or --dry-run; 1 some versions failed, the
job failed or was cancelled, a replica differs, or the pair is broken; 2 it is not known, as where it was interrupted
and the job goes on, or the report cannot be read; 3 the command could not run.`;
