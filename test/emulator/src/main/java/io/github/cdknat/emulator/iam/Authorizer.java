package io.github.cdknat.emulator.iam;

import java.util.Map;

/** Decides whether a principal may do something. */
public interface Authorizer {
    /** Everybody may do everything. */
    Authorizer ALLOW_ALL = (principal, action, resource, keys) -> true;

    boolean allows(String principal, String action, String resourceArn, Map<String, String> conditionKeys);
}
