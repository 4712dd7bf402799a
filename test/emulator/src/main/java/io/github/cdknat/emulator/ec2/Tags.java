package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tags of all resources: at most 50 each, keys up to 128 characters and not beginning with "aws:", values up to 256 ("Tag your
 * Amazon EC2 resources", Amazon EC2 User Guide).
 */
final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private record Tagged(String type, Map<String, String> tags) {}

    private final Map<String, Tagged> resources = new LinkedHashMap<>();
    private final Pagination pages;

    Tags(Pagination pages) {
        this.pages = pages;
    }

    /** A new resource, with the tags of its creation's TagSpecification.N. */
    void created(String id, String type, ApiCall call) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object item : call.list("TagSpecification")) {
            Map<?, ?> specification = (Map<?, ?>) item;
            if (!type.equals(specification.get("ResourceType"))) {
                throw ParameterValidation.invalid("'" + specification.get("ResourceType")
                        + "' is not a valid taggable resource type for this operation.");
            }
            if (specification.get("Tag") == null) {
                throw new ApiFaultException("InvalidTagKey.Malformed", "Tag specification must have at least one tag");
            }
            put(tags, specification.get("Tag"));
        }
        resources.put(id, new Tagged(type, tags));
    }

    void deleted(String id) {
        resources.remove(id);
    }

    Map<String, String> of(String id) {
        return resources.containsKey(id) ? resources.get(id).tags() : Map.of();
    }

    /** As the element tagSet. */
    List<Object> set(String id) {
        List<Object> set = new ArrayList<>();
        of(id).forEach((key, value) -> set.add(Map.of("key", key, "value", value)));
        return set;
    }

    RequestHandling.Outcome handle(ApiCall call) {
        if (call.action().equals("DescribeTags")) {
            return describe(call);
        }
        List<?> ids = call.list("ResourceId");
        if (ids.isEmpty()) {
            throw ParameterValidation.missing("ResourceId");
        }
        ids.forEach(id -> requireKnown(id.toString()));
        ids.forEach(id -> change(call, of(id.toString())));
        return RequestHandling.Outcome.changed(new Members().with("return", "true"));
    }

    private void requireKnown(String id) {
        if (!resources.containsKey(id)) {
            throw id.startsWith("vpc-")
                    ? VpcModel.unknownVpc(id)
                    : id.startsWith("subnet-")
                            ? VpcModel.unknownSubnet(id)
                            : new ApiFaultException("InvalidID", "The ID '" + id + "' is not valid");
        }
    }

    private static void change(ApiCall call, Map<String, String> tags) {
        if (call.action().equals("CreateTags")) {
            if (call.list("Tag").isEmpty()) {
                throw ParameterValidation.missing("Tag");
            }
            put(tags, call.list("Tag"));
        } else {
            remove(call, tags);
        }
    }

    /** Without tags all go; a tag with a value goes only if the value is that one (API). */
    private static void remove(ApiCall call, Map<String, String> tags) {
        if (call.list("Tag").isEmpty()) {
            tags.clear();
        }
        for (Object item : call.list("Tag")) {
            Map<?, ?> tag = (Map<?, ?>) item;
            String key = String.valueOf(tag.get("Key"));
            if (tag.get("Value") == null || tag.get("Value").equals(tags.get(key))) {
                tags.remove(key);
            }
        }
    }

    /** All of them or none. */
    private static void put(Map<String, String> tags, Object added) {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        Set<String> keys = new HashSet<>();
        for (Object item : added instanceof List<?> list ? list : List.of()) {
            Map<?, ?> tag = (Map<?, ?>) item;
            String key = tag.get("Key") == null ? "" : tag.get("Key").toString();
            if (!keys.add(key)) {
                throw ParameterValidation.invalid("Duplicate tag key '" + key + "' specified.");
            }
            String value = tag.get("Value") == null ? "" : tag.get("Value").toString();
            if (key.startsWith("aws:")) {
                throw ParameterValidation.invalid("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw ParameterValidation.invalid("Tag key or value is too long, or the key is empty");
            }
            changed.put(key, value);
        }
        if (changed.size() > MOST) {
            throw new ApiFaultException(
                    "TagLimitExceeded", "You've reached the limit on the number of tags that you can assign.");
        }
        tags.putAll(changed);
    }

    private RequestHandling.Outcome describe(ApiCall call) {
        List<Map<String, Object>> found = new ArrayList<>();
        resources.forEach((id, tagged) -> tagged.tags().forEach((key, value) -> {
            Map<String, List<String>> facts =
                    Filters.facts("resource-id", id, "resource-type", tagged.type(), "key", key, "value", value);
            if (Filters.pass(call, facts, null)) {
                found.add(new Members()
                        .with("resourceId", id)
                        .with("resourceType", tagged.type())
                        .with("key", key)
                        .with("value", value));
            }
        }));
        return pages.outcome(call, "tagSet", found);
    }
}
