package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import java.time.Duration;
import java.util.Optional;

/** What every request may have to say to people: what EC2 refused or denied, and what did not work in the handler. */
public final class Messages {
    private Messages() {}

    /** EC2's refusal, in its own words. */
    public static String refused(Request request, Journal journal, Journal.RejectedCall refusal, Observation seen) {
        AddressChange change = refusal.change();
        String there = seen.gateway()
                .map(gateway -> " while on the gateway are " + Gateway.describe(gateway.addresses()))
                .orElse("");
        return "Cannot " + change + (change.assigns() ? " to " : " from ") + request.gatewayId()
                + ": EC2 refused it (" + refusal.code() + ": " + refusal.message() + ")" + there + "; "
                + afterRefusal(request, journal, change) + ".";
    }

    private static String afterRefusal(Request request, Journal journal, AddressChange change) {
        if (!change.assigns()) {
            return "look at the address in the console, then " + next(request, journal.operation());
        }
        boolean goesForward = request instanceof Request.CreateOrUpdate && !journal.isRollback();
        return goesForward
                ? "free the address or remove it from secondaryPrivateIpAddresses"
                : "free the address, then " + next(request, journal.operation());
    }

    /** A right is missing. */
    public static String denied(Request request, Journal journal, String call, String message, Duration since) {
        return "Cannot change addresses of " + request.gatewayId() + ": EC2 denies " + call + " (" + message
                + "), and still did after " + since.toSeconds()
                + " s; look for a service control policy, permissions boundary or edited role that denies it, then "
                + next(request, journal.operation()) + ".";
    }

    /** The execution of an earlier request was stopped. */
    static String stopped(String execution) {
        return "The execution before this one, " + execution
                + ", was stopped: look at it in Step Functions for what it had assigned, and unassign that if nobody declares it.";
    }

    /** The function failed in the middle of a pass. */
    public static String crashed(Request request, String cause) {
        return "Cannot finish the request for " + request.gatewayId() + ": the function failed (" + cause
                + "); see its log group, and report it if the cause is not in your account.";
    }

    static String couldNotObserve(Request request, Journal journal, String cause) {
        return "Cannot finish the request for " + request.gatewayId() + ": " + cause
                + "; restore the right or the service, then " + next(request, journal.operation()) + ".";
    }

    /** What leads on once the hindrance is over. */
    private static String next(Request request, Optional<StackOperation> operation) {
        if (request instanceof Request.Delete) {
            return operation.filter(StackOperation::deletesAll).isPresent()
                    ? "delete the stack again"
                    : "delete again, or unassign what is left when the clean-up has ended";
        }
        return operation.filter(StackOperation::isRollback).isPresent()
                ? "continue the update rollback"
                : operation.isPresent() || request.eventPhysicalId().isEmpty()
                        ? "deploy again"
                        : "deploy again, or continue the update rollback if there is one";
    }
}
