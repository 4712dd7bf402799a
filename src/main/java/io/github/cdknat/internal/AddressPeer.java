package io.github.cdknat.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.IPeer;

/**
 * One address as a peer of security groups. CDK's own peers would not do: all that are tokens share one id, under which a security
 * group keeps the first rule only; and they let a group write its rules inline, where a removed one is an edit in place.
 *
 * <p>A proxy, because a rule has a type of its own in new versions of CDK only.
 */
public record AddressPeer(String cidr, String id) implements InvocationHandler {
    public IPeer asPeer() {
        return (IPeer) Proxy.newProxyInstance(IPeer.class.getClassLoader(), new Class<?>[] {IPeer.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getCanInlineRule" -> false;
            case "getUniqueId" -> id;
            case "getConnections" ->
                new Connections(ConnectionsProps.builder().peer((IPeer) proxy).build());
            case "toIngressRuleConfig", "toEgressRuleConfig" -> rule(method.getReturnType());
            default ->
                method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : method.invoke(this, arguments);
        };
    }

    private Object rule(Class<?> type) throws ReflectiveOperationException {
        if (type == Object.class) {
            return Map.of("cidrIp", cidr);
        }
        Object builder = type.getMethod("builder").invoke(null);
        builder.getClass().getMethod("cidrIp", String.class).invoke(builder, cidr);
        return builder.getClass().getMethod("build").invoke(builder);
    }
}
