package io.github.cdknat.handler.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Words that mean something to the handler, in places where they may mean something else. */
final class FuzzDictionary {
    static final List<String> NAMES = words("""
            RequestType ResponseURL StackId RequestId LogicalResourceId PhysicalResourceId ResourceProperties
            NatGatewayId SecondaryPrivateIpAddresses SecondaryPrivateIpAddressCount SecondaryPrivateIpAddressPool
            LaterSecondaryPrivateIpAddresses OldResourceProperties ExcludedAddresses MaxDrainDurationSeconds AddressLimit ServiceTimeout DrainWait
            NatGatewayDeletedWithStack DrainWaiters DrainWaiter Format passes operation assigned unassigned notUnassigned chosen
            unavailable selectionAttempts previousPhysicalId pendingChange change lastCall since rejectedCall failureReason response responded ownedByStack
            throttled drained toRelease draining deferred success physicalId reason data verb addresses drainSeconds at
            v next wait task error execution journal event nextToken executions startDate""");

    private static final List<String> PLAIN = words("""
            Create Update Delete create converge recover respond answer ASSIGN UNASSIGN assign nat-0abc
            nat-0abc/10.0.1.9 nat-0abc/none nat-0abc/10.0.1.9*+10.0.1.10 nat-0abc/ / refused/none nat-0abc/10.0.1.9+
            nat-0def/10.0.1.9 v2/nat-0abc/10.0.1.9 10.0.1.9 10.0.1.4 10.0.1.255 010.0.1.9 10.0.1 ::1 256.1.1.1
            10.0.1.16/28 10.0.1.0/24 0.0.0.0/0 10.0.1.9/33 none null true -1 0 4000 99999999999999999999 1e9
            succeeded assigning unassigning failed available pending deleted CREATE_IN_PROGRESS
            UPDATE_ROLLBACK_IN_PROGRESS DELETE_COMPLETE UPDATE_COMPLETE 2026-01-01T00:00:00Z
            +999999999-12-31T23:59:59Z -999999999-01-01T00:00:00Z yesterday held superseded
            https://bucket.s3.amazonaws.com/x http://127.0.0.1/x file:///etc/passwd https://evil/x <a> ${x} %s%n""");

    static final List<String> TEXTS = Stream.concat(
                    PLAIN.stream(), Stream.of(" 8 ", "\u0000", "\uD800", "\"}],", "\u0661\u0660.0.1.9"))
            .toList();

    private static final List<String> TAGS = words("""
            &c; &f; &amp; &#0; &#x10FFFF; <![CDATA[ ]]> <!-- --> <item> </item> <item/> </Response> <natGatewayAddressSet> <
            <nextToken>again</nextToken> <NextToken>again</NextToken> <status>succeeded</status>
            <isPrimary>maybe</isPrimary> <privateIp>10.0.1.9</privateIp>
            <Errors><Error><Code>Unavailable</Code></Error></Errors>""");

    /** Pieces of XML, hostile ones too: entities that grow, files, depth without end. */
    static final List<String> XML = Stream.of(
                    TEXTS,
                    TAGS,
                    List.of(
                            "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
                                    + " \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
                            "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>",
                            "<?xml version=\"1.1\"?>",
                            "<a>".repeat(300),
                            "x".repeat(2_000)))
            .flatMap(List::stream)
            .toList();

    private FuzzDictionary() {}

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }
}
