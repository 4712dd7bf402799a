package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tags: at creation, afterwards, and in every describe call. */
class TagContractTest extends Ec2Contract {
    @Test
    void resourcesCanBeTaggedWhenTheyAreMade() {
        String vpc = tagged("CreateVpc", "vpc", "CidrBlock", "10.2.0.0/16");
        String subnet = tagged("CreateSubnet", "subnet", "VpcId", vpc, "CidrBlock", "10.2.0.0/24");
        tagged("CreateNatGateway", "natGateway", "SubnetId", subnet, "ConnectivityType", "private");
        assertThat(items(described(), "tagSet")).isEmpty();
    }

    /** Its id; it has the one tag that it was made with. */
    private String tagged(String action, String element, Object... request) {
        List<Object> tags = List.of(tags(element.toLowerCase(Locale.ROOT), "made", element));
        Map<String, Object> made = made(ok(action, after(request, "TagSpecification", tags)), element);
        assertThat(items(made, "tagSet")).containsExactly(Map.of("key", "made", "value", element));
        return (String) made.get(element + "Id");
    }

    @Test
    void refusesTagsForAnotherTypeOfResource() {
        assertThat(refusal(
                        "CreateVpc", "CidrBlock", "10.2.0.0/16", "TagSpecification", List.of(tags("subnet", "a", "1"))))
                .isEqualTo("400 InvalidParameterValue: 'subnet' is not a valid taggable resource type for this"
                        + " operation.");
    }

    @Test
    void tagsAreAddedAndReplaced() {
        tag("owner", "team-a");
        tag("owner", "team-b");
        assertThat(items(described(), "tagSet")).containsExactly(Map.of("key", "owner", "value", "team-b"));
    }

    @Test
    void aTagIsDeletedByItsKeyOrIfItsValueIsTheGivenOneAndAllWithoutAKey() {
        tag("owner", "team-a");
        tag("stage", "test");
        untag(Map.of("Key", "owner", "Value", "team-b"));
        assertThat(items(described(), "tagSet")).hasSize(2);
        untag(Map.of("Key", "owner", "Value", "team-a"));
        assertThat(each(described(), "tagSet", "key")).containsExactly("stage");
        untag(Map.of("Key", "stage"));
        assertThat(items(described(), "tagSet")).isEmpty();
        tag("owner", "team-a");
        tag("stage", "test");
        ok("DeleteTags", "ResourceId", List.of(gateway));
        assertThat(items(described(), "tagSet")).isEmpty();
    }

    @Test
    void allTagsCanBeDescribedAndFiltered() {
        tag("owner", "team-a");
        tag("stage", "test");
        assertThat(items(ok("DescribeTags"), "tagSet"))
                .containsExactly(
                        Map.of("resourceId", gateway, "resourceType", "natgateway", "key", "owner", "value", "team-a"),
                        Map.of("resourceId", gateway, "resourceType", "natgateway", "key", "stage", "value", "test"));
        assertThat(found("key", "stage")).containsExactly("stage");
        assertThat(found("value", "team-*")).containsExactly("owner");
        assertThat(found("resource-id", "nat-0")).isEmpty();
        assertThat(found("resource-type", "vpc")).isEmpty();
    }

    @Test
    void refusesReservedKeysLongOnesMoreThanFiftyAndResourcesThatDoNotExist() {
        assertThat(refusedTags(gateway, List.of(tag1("aws:x", "1"))))
                .isEqualTo("400 InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use");
        assertThat(refusedTags(gateway, List.of(tag1("key", "x".repeat(257)))))
                .isEqualTo("400 InvalidParameterValue: Tag key or value is too long, or the key is empty");
        assertThat(refusedTags(
                        gateway,
                        IntStream.range(0, 51)
                                .mapToObj(n -> tag1("key" + n, "value"))
                                .toList()))
                .isEqualTo("400 TagLimitExceeded: You've reached the limit on the number of tags that you can assign.");
        assertThat(items(described(), "tagSet")).isEmpty();
        assertThat(refusedTags("nat-0dead", List.of(tag1("a", "b"))))
                .isEqualTo("400 InvalidID: The ID 'nat-0dead' is not valid");
    }

    private String refusedTags(String id, List<Map<String, Object>> tags) {
        return refusal("CreateTags", "ResourceId", List.of(id), "Tag", tags);
    }

    private void tag(String key, String value) {
        ok("CreateTags", "ResourceId", List.of(gateway), "Tag", List.of(tag1(key, value)));
    }

    private void untag(Map<String, Object> tag) {
        ok("DeleteTags", "ResourceId", List.of(gateway), "Tag", List.of(tag));
    }

    private List<Object> found(String filter, String value) {
        return found("DescribeTags", "tagSet", "key", filter, value);
    }

    private static Map<String, Object> tags(String type, String key, String value) {
        return Map.of("ResourceType", type, "Tag", List.of(tag1(key, value)));
    }

    private static Map<String, Object> tag1(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }
}
