package io.github.cdknat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;

/** The declarations of one stack in the order in which they were made; refuses what cannot be beside the earlier ones. */
final class Admissions {
    private static final int MOST = Rights.INLINE + Rights.MANAGED * Rights.SHARED;

    private final Declaration first;
    private final Map<Object, List<Admission>> byGateway = new LinkedHashMap<>();
    private int count;

    private record Admission(Declaration declaration, CfnResource resource) {}

    Admissions(Declaration first) {
        this.first = first;
    }

    /** Takes the declaration in; returns the resource of the last earlier one on the same gateway, which it has to follow. */
    Optional<CfnResource> admit(Declaration declaration, CfnResource resource) {
        declaration.handler().refuseUnlessLike(first.handler(), declaration.path(), first.path());
        count++;
        refuseTooMany(declaration);
        List<Admission> neighbours =
                byGateway.computeIfAbsent(declaration.gateway().identity(), gateway -> new ArrayList<>());
        neighbours.forEach(neighbour -> declaration
                .addresses()
                .refuseBeside(
                        declaration.path(),
                        neighbour.declaration().path(),
                        neighbour.declaration().addresses()));
        neighbours.add(new Admission(declaration, resource));
        refuseOverfull(declaration, neighbours);
        if (neighbours.size() == 1) {
            return Optional.empty();
        }
        Admission before = neighbours.get(neighbours.size() - 2);
        before.resource()
                .getNode()
                .addValidation(new OrderCheck(before.declaration(), before.resource(), declaration, resource));
        return Optional.of(before.resource());
    }

    private void refuseTooMany(Declaration declaration) {
        if (count > MOST) {
            throw new InvalidPropertyException(
                    "stack",
                    declaration.path(),
                    "it has " + count + " declarations",
                    "at most " + MOST + " in one stack, because IAM limits a role's policies",
                    "move some of them to another stack");
        }
    }

    private static void refuseOverfull(Declaration declaration, List<Admission> all) {
        int limit = 0;
        int addresses = 0;
        for (Admission admission : all) {
            limit = Math.max(limit, admission.declaration().addressLimit());
            addresses += admission.declaration().size();
        }
        if (addresses > limit - 1) {
            throw new InvalidPropertyException(
                    "secondaryPrivateIpAddresses",
                    declaration.path(),
                    "with it this stack declares " + addresses + " addresses on the same gateway",
                    "at most " + (limit - 1) + " with addressLimit " + limit + ", which counts the primary one",
                    "declare fewer, or raise addressLimit if your quota is higher");
        }
    }
}
