import type { PolicyDocument } from "../../../components/policies/document";
import type { Choices } from "./choices";
import type { Documents } from "./documents";
import { openToEveryone, type Place } from "./place";
import { accounts, iamArn } from "./setting";
import { eventSiteOf, siteOf, topicArn } from "./sites";

/** Where events pass on their way to an event bus, and what is beside it. */
export type EventPlaceName =
    | "the queue of events"
    | "the event bus"
    /** Where it is assumed; the caller is called alike. */
    | "the pipe's role"
    /** In the source account without policies of their own: the permissions of the pipe's role alone decide. */
    | "another queue of the source account"
    | "another event bus of the source account"
    | "a queue of its name in another region"
    | "an event bus of its name in another region"
    /** Of a third account, with the names of ours, and open to everyone. */
    | "a hostile queue"
    | "a hostile event bus"
    | "a hostile topic";

/** They are there in every setting; only one with events to an event bus asks for them. */
export function eventPlacesIn(
    { eventsQueue, pipeTrust }: Documents,
    { partition, rolePath = "/" }: Choices,
): Record<EventPlaceName, Place> {
    const { source, outsider } = accounts;
    const queue = (arn: string, accountId: string, policy?: PolicyDocument): Place => ({
        arns: { queue: arn },
        accountId,
        policy,
    });
    const eventBus = (arn: string, accountId: string, policy?: PolicyDocument): Place => ({
        arns: { "event-bus": arn },
        accountId,
        policy,
    });
    const here = eventSiteOf(partition);
    const elsewhere = eventSiteOf(partition, { region: siteOf("destination", partition).region });
    const hostile = eventSiteOf(partition, { accountId: outsider });
    return {
        "the queue of events": queue(here.queueArn, source, eventsQueue),
        // An event bus has no policy as long as nobody gives it one.
        "the event bus": eventBus(here.eventBusArn, source),
        "the pipe's role": {
            arns: { role: iamArn(partition, source, `role${rolePath}${here.name}`) },
            accountId: source,
            policy: pipeTrust,
        },
        "another queue of the source account": queue(`${here.queueArn}-2`, source),
        "another event bus of the source account": eventBus(`${here.eventBusArn}-2`, source),
        "a queue of its name in another region": queue(elsewhere.queueArn, source),
        "an event bus of its name in another region": eventBus(elsewhere.eventBusArn, source),
        "a hostile queue": queue(hostile.queueArn, outsider, openToEveryone),
        "a hostile event bus": eventBus(hostile.eventBusArn, outsider, openToEveryone),
        "a hostile topic": {
            arns: { topic: topicArn(partition, "failures").replace(source, outsider) },
            accountId: outsider,
            policy: openToEveryone,
        },
    };
}
