import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION } from "../surroundings";
import { refused, type Case } from "./case";

function body(markdown: string): string {
    const properties = { markdown, background: "transparent" };
    return JSON.stringify({ start: "-PT6H", widgets: [{ type: "text", width: 12, properties }] });
}

export const dashboardCase: Case = {
    type: "aws:cloudwatch/dashboard:Dashboard",
    id: "replication",
    prepare: () => Promise.resolve(),
    inputs: { dashboardName: "replication", dashboardBody: body("first") },
    defaults: { __defaults: [] },
    outputs: {
        dashboardArn: `arn:aws:cloudwatch::${ACCOUNT}:dashboard/replication`,
        region: REGION,
    },
    volatile: [],
    previewed: { dashboardArn: UNKNOWN, region: REGION },
    drift: async ({ cloudwatch }) => {
        await cloudwatch.putDashboard({
            DashboardName: "replication",
            DashboardBody: body("by hand"),
        });
    },
    drifted: { dashboardBody: "update" },
    update: { dashboardName: "replication", dashboardBody: body("second") },
    updated: { dashboardBody: "update" },
    seen: async ({ cloudwatch }) =>
        (await cloudwatch.getDashboard({ DashboardName: "replication" })).DashboardBody,
    sees: body("second"),
    replacement: { dashboardName: "another", dashboardBody: body("second") },
    replaced: { dashboardName: "update-replace" },
    imported: { region: REGION },
    gone: ({ cloudwatch }) =>
        refused(
            cloudwatch.getDashboard({ DashboardName: "replication" }),
            "ResourceNotFound",
            "DashboardNotFoundError",
        ),
};
