package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DescribeNatGateways: filters, pages, members that are left out, and reads that are late. */
class DescribeContractTest extends Ec2Contract {
    @Test
    void withoutIdsAllGatewaysAreShown() {
        String other = ec2.privateGateway(2);
        assertThat(each(ok(DESCRIBE), "natGatewaySet", "natGatewayId")).containsExactly(gateway, other);
    }

    @Test
    void filtersAreJoinedWithAndTheirValuesWithOr() {
        String other = ec2.privateGateway(2);
        String subnet = subnet();
        assertThat(found("nat-gateway-id", gateway, other)).containsExactly(gateway, other);
        assertThat(found("subnet-id", subnet)).containsExactly(gateway);
        assertThat(found("vpc-id", (String) described().get("vpcId"))).containsExactly(gateway);
        assertThat(found("state", "available", "pending")).containsExactly(gateway, other);
        assertThat(found("state", "deleted")).isEmpty();
        assertThat(each(
                        ok(DESCRIBE, "Filter", List.of(filter("state", "available"), filter("subnet-id", subnet))),
                        "natGatewaySet",
                        "natGatewayId"))
                .containsExactly(gateway);
    }

    @Test
    void filterValuesMayHaveWildcards() {
        assertThat(found("nat-gateway-id", "nat-*")).containsExactly(gateway);
        assertThat(found("state", "avail?ble")).containsExactly(gateway);
        assertThat(found("state", "avail\\?ble")).isEmpty();
        assertThat(found("state", "AVAILABLE")).isEmpty();
    }

    @Test
    void filtersOnTagsLookAtKeysAndValues() {
        String other = ec2.privateGateway(2);
        tag(gateway, "owner", "team-a");
        tag(other, "owner", "team-b");
        assertThat(found("tag:owner", "team-a")).containsExactly(gateway);
        assertThat(found("tag:owner", "team-*")).containsExactly(gateway, other);
        assertThat(found("tag:other", "team-a")).isEmpty();
        assertThat(found("tag-key", "owner")).containsExactly(gateway, other);
        assertThat(found("tag-key", "team-a")).isEmpty();
    }

    @Test
    void refusesFiltersThatTheActionDoesNotHave() {
        for (String name : List.of("connectivity-type", "private-ip", "status")) {
            assertThat(refusal(DESCRIBE, "Filter", List.of(filter(name, "private"))))
                    .isEqualTo("400 InvalidParameterValue: The filter '" + name + "' is invalid");
        }
    }

    @ParameterizedTest
    @CsvSource({"FFF, '5, 5, 2'", "TFTFF, '0, 5, 0, 5, 2'"})
    void pagesFollowEachOtherByTokenAndMayBeEmptyThoughMoreFollow(String empty, String sizes) {
        for (int n = 2; n <= 12; n++) {
            ec2.privateGateway(n);
        }
        List<Object> all = each(ok(DESCRIBE), "natGatewaySet", "natGatewayId");
        assertThat(all).hasSize(12);
        Iterator<Boolean> pages =
                empty.chars().mapToObj(letter -> letter == 'T').iterator();
        ec2.options().emptyPage = pages::next;
        List<Integer> seen = new ArrayList<>();
        assertThat(paged(seen)).isEqualTo(all);
        assertThat(seen).hasToString("[" + sizes + "]");
    }

    @Test
    void optionalMembersCanBeLeftOut() {
        ec2.options().primaryReported = false;
        ec2.options().statusReported = false;
        ec2.options().availabilityModeReported = false;
        serve("10.0.1.20");
        assertThat(described()).doesNotContainKey("availabilityMode");
        assertThat(items(described(), "natGatewayAddressSet"))
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("networkInterfaceId", "privateIp"));
    }

    @Test
    void anAddressCanHaveAStatusThatTheApiDoesNotHave() {
        serve("10.0.1.20");
        ec2.gateways().status(gateway, "10.0.1.20", "quarantined");
        assertThat(statuses()).containsEntry("10.0.1.20", "quarantined");
    }

    @Test
    void aRegionalGatewaySaysSo() {
        ec2.gateways().regional(gateway);
        assertThat(described()).containsEntry("availabilityMode", "regional");
    }

    @Test
    void aReadIsNeverOlderThanTheSwitchSays() {
        serve("10.0.1.20");
        ec2.options().staleness = read -> Duration.ofSeconds(10);
        unassign(100, "10.0.1.20");
        pass(9);
        assertThat(statuses()).containsEntry("10.0.1.20", "succeeded");
        pass(1);
        assertThat(statuses()).containsEntry("10.0.1.20", "unassigning");
        pass(99);
        assertThat(statuses()).containsEntry("10.0.1.20", "unassigning");
        pass(1);
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void aLateReadMissesAnAddressJustAssignedAndFiltersByWhatItShows() {
        pass(10);
        ec2.options().staleness = read -> Duration.ofSeconds(10);
        assign("10.0.1.20");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
        ok("DeleteNatGateway", "NatGatewayId", gateway);
        assertThat(found("state", "available")).containsExactly(gateway);
        pass(10);
        assertThat(found("state", "available")).isEmpty();
        assertThat(found("state", "deleting")).containsExactly(gateway);
    }

    @Test
    void aLateReadDoesNotKnowAGatewayJustMade() {
        ec2.options().staleness = read -> Duration.ofSeconds(10);
        String other = ec2.privateGateway(2);
        assertThat(refusalCode(DESCRIBE, "NatGatewayId", List.of(other))).isEqualTo("400 NatGatewayNotFound");
        pass(10);
        assertThat(each(ok(DESCRIBE, "NatGatewayId", List.of(other)), "natGatewaySet", "natGatewayId"))
                .containsExactly(other);
    }

    @Test
    void aLateReadStillKnowsAGatewayThatIsGone() {
        pass(10);
        ec2.options().staleness = read -> Duration.ofSeconds(10);
        ec2.gateways().deleteOutOfBand(gateway);
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
        pass(10);
        assertThat(refusalCode(DESCRIBE, "NatGatewayId", List.of(gateway))).isEqualTo("400 NatGatewayNotFound");
    }

    private List<Object> found(String filter, String... values) {
        return found(DESCRIBE, "natGatewaySet", "natGatewayId", filter, values);
    }

    private void tag(String id, String key, String value) {
        ok("CreateTags", "ResourceId", List.of(id), "Tag", List.of(Map.of("Key", key, "Value", value)));
    }

    private List<Object> paged(List<Integer> sizes) {
        List<Object> seen = new ArrayList<>();
        Object token = null;
        do {
            Map<String, Object> page = token == null
                    ? ok(DESCRIBE, "MaxResults", "5")
                    : ok(DESCRIBE, "MaxResults", "5", "NextToken", token);
            List<Object> ids = each(page, "natGatewaySet", "natGatewayId");
            sizes.add(ids.size());
            seen.addAll(ids);
            token = page.get("nextToken");
        } while (token != null);
        return seen;
    }
}
