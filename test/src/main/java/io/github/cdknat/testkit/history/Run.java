package io.github.cdknat.testkit.history;

import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.cloudformation.Template;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.history.Truth.Place;
import io.github.cdknat.testkit.kernel.Events;
import io.github.cdknat.testkit.kernel.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs one history in a world of its own, in process, on virtual time. */
final class Run {
    private static final Duration LONGEST = Duration.ofHours(30);
    /** How OnEvent asks Lambda to deliver an event once more. */
    static final String TRY_LATER = "io.github.cdknat.handler.reconcile.Intake$NotYetException";

    /** What came of it. */
    record Outcome(
            List<Findings.Breach> breaches,
            int deployments,
            int passes,
            int ec2Calls,
            Map<Faults.Kind, Integer> faults,
            long checks,
            Duration convergence) {
        boolean isLawful() {
            return breaches.isEmpty();
        }
    }

    private final History history;
    private final Blueprint blueprint;
    private final EmbeddedAws aws;
    private final Witness witness;
    private final Repairs repairs;
    private final Chance chance;
    private final List<String> gateways = new ArrayList<>();
    private int deployments;

    private Run(History history, Blueprint blueprint, EmbeddedAws aws) {
        this.history = history;
        this.blueprint = blueprint;
        this.aws = aws;
        this.chance = new Chance(history, aws, gateways);
        this.witness = new Witness(aws, chance::leavesDoubt);
        this.repairs = new Repairs(aws, witness, gateways);
    }

    static Outcome of(History history, Blueprint blueprint) {
        return of(history, blueprint, EmbeddedAws.inProcess(history.seed()));
    }

    /** The same, telling every event of the world. */
    static Outcome of(History history, Blueprint blueprint, Consumer<Events.Event> listener) {
        EmbeddedAws aws = EmbeddedAws.inProcess(history.seed());
        aws.world().events().listen(listener);
        return of(history, blueprint, aws);
    }

    /** The same in that world, which is new, and is closed afterwards. */
    static Outcome of(History history, Blueprint blueprint, EmbeddedAws aws) {
        try (aws) {
            return new Run(history, blueprint, aws).live();
        }
    }

    private Outcome live() {
        Instant calm = Instant.MAX;
        try {
            begin();
            history.steps().forEach(this::take);
            chance.calm();
            calm = now();
            rest();
        } catch (RuntimeException e) {
            witness.findings().check(Law.ENDS, false, e.toString());
        }
        return new Outcome(
                witness.findings().breaches(),
                deployments,
                aws.lambda().invocations(),
                aws.world().ledger().entries().size(),
                chance.faults(),
                witness.findings().checks(),
                calm.isBefore(now()) ? Duration.between(calm, now()) : Duration.ZERO);
    }

    private void begin() {
        for (int gateway = 0; gateway < history.gateways(); gateway++) {
            gateways.add(aws.ec2().privateGateway(gateway + 1));
            witness.gateway(gateways.get(gateway));
        }
        chance.arrange();
    }

    private void rest() {
        for (int stack = 0; stack < history.stacks(); stack++) {
            repaired(stack);
        }
        aws.quiesce();
        drained();
        witness.atTheEnd();
    }

    private void take(Step step) {
        if (step instanceof Step.Deploy deploy) {
            deploy(deploy);
        } else if (step instanceof Step.Cancel cancel) {
            aws.pass(Duration.ofSeconds(cancel.afterSeconds()));
            Stack stack = stack(cancel.stack());
            if (stack != null && stack.status().equals("UPDATE_IN_PROGRESS")) {
                aws.cloudFormation().cancelUpdate(name(cancel.stack()));
            }
        } else if (step instanceof Step.Delete delete) {
            if (stack(delete.stack()) != null) {
                delete(delete.stack());
            }
        } else if (step instanceof Step.AssignByHand assign) {
            assign(new Place(gateways.get(assign.gateway()), Blueprint.ip(assign.gateway(), assign.address())));
        } else if (step instanceof Step.UnassignByHand unassign) {
            unassign(
                    new Place(gateways.get(unassign.gateway()), Blueprint.ip(unassign.gateway(), unassign.address())),
                    unassign.drainSeconds());
        } else if (step instanceof Step.Grab grab) {
            chance.grab(gateways.get(grab.gateway()), Blueprint.ip(grab.gateway(), grab.address()));
        } else if (step instanceof Step.Vanish vanish) {
            if (!aws.ec2().gateways().statuses(gateways.get(vanish.gateway())).isEmpty()) {
                aws.ec2().gateways().vanish(gateways.get(vanish.gateway()));
            }
        } else {
            aws.pass(Duration.ofSeconds(((Step.Pass) step).seconds()));
        }
    }

    private void deploy(Step.Deploy deploy) {
        Stack before = repaired(deploy.stack());
        if (before != null && before.status().equals("ROLLBACK_COMPLETE")) {
            delete(deploy.stack());
            settle(deploy.stack());
        }
        String name = name(deploy.stack());
        deploy.declared().forEach(declared -> witness.declared(name, gateways.get(declared.gateway()), declared));
        if (deploy.doom() != Step.Doom.NONE) {
            aws.cloudFormation()
                    .failNext(
                            name,
                            deploy.doom() == Step.Doom.PARTNER_FAILS ? "Partner" : "Rival",
                            Duration.ofSeconds(deploy.doomSeconds()),
                            "doomed");
        }
        deployments++;
        witness.begins(name);
        Template template =
                blueprint.template(deploy.declared(), gateways, aws.ec2().switches().limit, deployments);
        if (deploy.onFailure() == Step.OnFailure.PRESERVE) {
            aws.cloudFormation().deployWithoutRollback(name, template);
        } else {
            aws.cloudFormation().deploy(name, template);
        }
    }

    private void delete(int number) {
        Stack stack = repaired(number);
        if (!stack.status().equals("DELETE_COMPLETE")) {
            aws.cloudFormation().delete(name(number));
        }
    }

    /** Waits until the stack is idle, and does what a person would do about a failed one. */
    private Stack repaired(int number) {
        Stack stack = stack(number);
        return stack == null ? null : repairs.of(stack, name(number));
    }

    private void settle(int number) {
        repairs.settle(stack(number), name(number));
    }

    private void assign(Place place) {
        Map<String, String> statuses = aws.ec2().gateways().statuses(place.gateway());
        boolean possible = !statuses.isEmpty()
                && !statuses.containsKey(place.address())
                && !statuses.containsValue("unassigning")
                && !statuses.containsValue("assigning")
                && statuses.size() < aws.ec2().switches().limit;
        if (possible) {
            aws.ec2().gateways().assignByHand(place.gateway(), place.address());
            witness.assignedByHand(place);
        }
    }

    /** People take away only what people put there, and no declaration has adopted. */
    private void unassign(Place place, int drainSeconds) {
        Map<String, String> statuses = aws.ec2().gateways().statuses(place.gateway());
        boolean possible = witness.isByHand(place)
                && !witness.isAdopted(place)
                && "succeeded".equals(statuses.get(place.address()))
                && !statuses.containsValue("unassigning")
                && !statuses.containsValue("assigning");
        if (possible) {
            aws.ec2().gateways().unassignByHand(place.gateway(), place.address(), drainSeconds);
            witness.unassignedByHand(place);
        }
    }

    /** Waits for the last drains. */
    private void drained() {
        aws.world()
                .clock()
                .runUntil(
                        () -> gateways.stream()
                                .noneMatch(gateway -> aws.ec2().gateways().statuses(gateway).values().stream()
                                        .anyMatch(status -> status.endsWith("ing"))),
                        now().plus(LONGEST));
    }

    private Instant now() {
        return aws.world().clock().now();
    }

    private Stack stack(int number) {
        return aws.cloudFormation().stack(name(number));
    }

    static String name(int stack) {
        return "S" + (stack + 1);
    }
}
