package io.github.cdknat.handler.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Words that mean something to the handler, in places where they may mean something else. */
final class Dictionary {
    static final List<String> NAMES = List.of(
            "RequestType", "ResponseURL", "StackId", "RequestId", "LogicalResourceId", "PhysicalResourceId",
            "ResourceProperties", "NatGatewayId", "SecondaryPrivateIpAddresses", "SecondaryPrivateIpAddressCount",
            "SecondaryPrivateIpAddressPool", "ExcludedAddresses", "MaxDrainDurationSeconds", "AddressLimit",
            "ServiceTimeout", "passes", "operation", "mine", "freed", "tolerated", "chosen", "avoided", "choices", "before",
            "intention", "called", "sighting", "aloneSince", "deniedSince", "refusal", "failure", "decision", "answered",
            "success", "physicalId", "reason", "data", "verb", "addresses", "drainSeconds", "at", "since", "verdict", "v",
            "next", "wait", "task", "error", "execution", "journal", "event", "nextToken", "executions", "startDate");

    static final List<String> TEXTS = List.of(
            "Create", "Update", "Delete", "create", "converge", "recover", "respond", "answer", "ASSIGN", "UNASSIGN", "assign",
            "nat-0abc", "nat-0abc/10.0.1.9", "nat-0abc/none", "nat-0abc/10.0.1.9*+10.0.1.10", "nat-0abc/", "/", "refused/none",
            "nat-0abc/10.0.1.9+", "nat-0def/10.0.1.9", "10.0.1.9", "10.0.1.4", "10.0.1.255", "010.0.1.9", "10.0.1", "::1",
            "256.1.1.1", "10.0.1.16/28", "10.0.1.0/24", "0.0.0.0/0", "10.0.1.9/33", "none", "null", "true", "-1", "0", "4000",
            "99999999999999999999", "1e9", " 8 ", "succeeded", "assigning", "unassigning", "failed", "available", "pending",
            "deleted", "CREATE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", "DELETE_COMPLETE", "UPDATE_COMPLETE",
            "2026-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "yesterday", "held",
            "superseded", "https://bucket.s3.amazonaws.com/x", "http://127.0.0.1/x", "file:///etc/passwd", "https://evil/x",
            "\u0000", "\uD800", "\"}],", "<a>", "${x}", "%s%n", "\u0661\u0660.0.1.9");

    /** Pieces of XML, hostile ones too: entities that grow, files, depth without end. */
    static final List<String> XML = Stream.concat(
                    Stream.of(
                            "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
                                    + " \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
                            "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>",
                            "&c;", "&f;", "&amp;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.1\"?>",
                            "<item>", "</item>", "<item/>", "<a>".repeat(300), "</Response>", "<nextToken>again</nextToken>",
                            "<NextToken>again</NextToken>", "<status>succeeded</status>", "<isPrimary>maybe</isPrimary>",
                            "<privateIp>10.0.1.9</privateIp>", "<Errors><Error><Code>Unavailable</Code></Error></Errors>",
                            "<natGatewayAddressSet>", "x".repeat(2_000), "\u0000", "<"),
                    TEXTS.stream())
            .toList();

    private Dictionary() {}
}
