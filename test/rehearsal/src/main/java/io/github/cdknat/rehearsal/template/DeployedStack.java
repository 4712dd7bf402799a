package io.github.cdknat.rehearsal.template;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A stack as it is deployed, as far as its records tell it. */
public final class DeployedStack {
    private DeployedStack() {}

    /** The stack as its records say that it is deployed: what they list is declared on their gateways, and nothing else. */
    public static TemplateModel of(TemplateModel model, Map<String, AddressRecord> records) {
        Map<String, Object> now = LenientJson.object(model.template().get("Resources"));
        Map<String, Object> resources = new LinkedHashMap<>(now);
        resources
                .values()
                .removeIf(value ->
                        Contract.RESOURCE_TYPE.equals(LenientJson.object(value).get("Type")));
        Map<String, GatewayFacts> all = new TreeMap<>(model.gateways());
        records.forEach((id, record) -> {
            Map<String, Object> resource = new LinkedHashMap<>(LenientJson.object(
                    now.getOrDefault(id, now.get(model.declared().get(0).logicalId()))));
            Map<String, Object> properties = new LinkedHashMap<>(LenientJson.object(resource.get("Properties")));
            properties.keySet().removeIf(name -> name.startsWith("SecondaryPrivateIpAddress"));
            properties.put("NatGatewayId", record.gatewayId());
            properties.put(
                    "SecondaryPrivateIpAddresses",
                    record.order().stream().map(Ipv4::toString).toList());
            resource.put("Properties", properties);
            resources.put(id, resource);
            all.putIfAbsent(record.gatewayId(), GatewayFacts.NONE);
        });
        return model.with(resources, all);
    }

    /** The model with rights on these gateways too, which the stack has because it deployed to them before. */
    public static TemplateModel withRightsOn(Set<String> gatewayIds, TemplateModel model) {
        if (model.gateways().keySet().containsAll(gatewayIds)) {
            return model;
        }
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put(
                "PreviewRights",
                Map.of(
                        "Type",
                        TemplateModel.ROLE_POLICY,
                        "Properties",
                        Map.of(
                                "RoleName", Map.of("Ref", TemplateModel.PROVIDER_PREFIX + "ConvergeRole"),
                                "PolicyName", "PreviewRights",
                                "PolicyDocument",
                                        Map.of(
                                                "Version",
                                                "2012-10-17",
                                                "Statement",
                                                List.of(Map.of(
                                                        "Effect", "Allow", "Action", "ec2:*", "Resource", "*"))))));
        resources.putAll(LenientJson.object(model.template().get("Resources")));
        return model.with(resources, model.gateways());
    }
}
