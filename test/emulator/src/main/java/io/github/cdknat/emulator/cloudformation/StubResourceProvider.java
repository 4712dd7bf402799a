package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.EmulatedAccount;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Stands in for resources whose service is not embedded: takes its time, and has an id and an ARN. */
record StubResourceProvider(EmulatedAccount account, CloudFormationOptions options) implements ResourceProvider {
    @Override
    public void create(Asked asked, Completion completion) {
        String id = asked.stackName() + "-" + asked.logicalId() + "-"
                + account.random().hex(12);
        String service = asked.type().split("::")[1].toLowerCase(Locale.ROOT);
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of(STANDS_IN, true));
        attributes.put("Arn", "arn:aws:" + service + ":" + account.region() + ":" + account.account() + ":" + id);
        later(() -> completion.done(new Made(id, attributes)));
    }

    @Override
    public void update(Asked asked, Completion completion) {
        later(() -> completion.done(new Made(asked.physicalId(), asked.attributes())));
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        later(() -> completion.done(null));
    }

    private void later(Runnable step) {
        account.clock().after(options.otherResources, step);
    }
}
