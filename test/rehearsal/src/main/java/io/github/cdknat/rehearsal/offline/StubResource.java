package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.cloudformation.ResourceProvider;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stands in for a resource of another service: takes its time, and has an id and attributes that look like one's. */
final class StubResource implements ResourceProvider {
    private static final Duration TAKES = Duration.ofSeconds(1);

    /** How ids of EC2's resources begin ("Resource IDs", Amazon EC2 User Guide). */
    private static final Map<String, String> PREFIXES = Map.of(
            "VPC", "vpc-",
            "Subnet", "subnet-",
            "SecurityGroup", "sg-",
            "InternetGateway", "igw-",
            "NatGateway", "nat-",
            "RouteTable", "rtb-",
            "VPCEndpoint", "vpce-",
            "NetworkInterface", "eni-",
            "PrefixList", "pl-",
            "Instance", "i-");

    private final EmulatedAccount account;
    private final Map<String, Set<String>> attributes;
    private final Map<String, String> known;

    /**
     * Makes one for every type.
     *
     * @param attributes which attributes are read of which logical id
     * @param known what a logical id's reference and attributes are, where that matters
     */
    StubResource(EmulatedAccount account, Map<String, Set<String>> attributes, Map<String, String> known) {
        this.account = account;
        this.attributes = attributes;
        this.known = new HashMap<>(known);
    }

    @Override
    public void create(Asked request, Completion completion) {
        Made made = made(request);
        account.clock().after(TAKES, () -> completion.done(made));
    }

    @Override
    public void update(Asked request, Completion completion) {
        account.clock().after(TAKES, () -> completion.done(new Made(request.physicalId(), request.attributes())));
    }

    @Override
    public void delete(Asked request, Completion completion) {
        account.clock().after(TAKES, () -> completion.done(null));
    }

    private Made made(Asked request) {
        String[] type =
                request.type().substring(TemplateModel.STAND_IN.length()).split("::");
        String prefix = PREFIXES.get(type[type.length - 1]);
        String made = prefix == null
                ? request.stackName() + "-" + request.logicalId() + "-"
                        + account.random().hex(12)
                : prefix + account.random().hex(17);
        String id = known.getOrDefault(request.logicalId(), made);
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : attributes.getOrDefault(request.logicalId(), Set.of())) {
            values.put(name, known.getOrDefault(request.logicalId(), attribute(name, type, id)));
        }
        return new Made(id, values);
    }

    private String attribute(String name, String[] type, String id) {
        if (name.endsWith("Arn")) {
            return "arn:aws:" + type[Math.min(1, type.length - 1)].toLowerCase(Locale.ROOT) + ":" + account.region()
                    + ":" + account.account() + ":" + id;
        }
        return name.toLowerCase(Locale.ROOT).matches(".*(domain|dns|endpoint).*")
                ? id.toLowerCase(Locale.ROOT) + ".example.internal"
                : id;
    }
}
