import { unlessGone } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { json, optional, required, string } from "../schema";

/** The API's reference has the second; answers to GetDashboard have been seen with the first. */
const NO_DASHBOARD = ["ResourceNotFound", "DashboardNotFoundError"];

export const dashboard = defineResource({
    token: "aws:cloudwatch/dashboard:Dashboard",
    inputs: {
        dashboardName: required(string(), { replaces: true }),
        dashboardBody: required(json()),
        region: optional(string(), { replaces: true, computed: true }),
    },
    outputs: ["dashboardArn"],
    async create(account, { dashboardName, dashboardBody }) {
        await put(account, dashboardName, dashboardBody);
        return dashboardName;
    },
    async read(account, name) {
        const cloudwatch = await account.cloudwatch();
        const found = await unlessGone(NO_DASHBOARD, () => cloudwatch.getDashboard({ DashboardName: name }));
        return (
            found && {
                dashboardName: name,
                dashboardArn: found.DashboardArn,
                dashboardBody: found.DashboardBody,
            }
        );
    },
    update: (account, { inputs }) => put(account, inputs.dashboardName, inputs.dashboardBody),
    async delete(account, name) {
        const cloudwatch = await account.cloudwatch();
        await unlessGone(NO_DASHBOARD, () => cloudwatch.deleteDashboards({ DashboardNames: [name] }));
    },
});

async function put(account: Account, DashboardName: string, DashboardBody: string): Promise<void> {
    const cloudwatch = await account.cloudwatch();
    await cloudwatch.putDashboard({ DashboardName, DashboardBody });
}
