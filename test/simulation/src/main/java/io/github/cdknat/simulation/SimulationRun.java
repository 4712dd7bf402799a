package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.ec2.NatGateways;
import io.github.cdknat.simulation.ActualState.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs one case in a world of its own, in process, on virtual time. */
final class SimulationRun {
    private static final Duration LONGEST = Duration.ofHours(30);
    /** How OnEvent asks Lambda to deliver an event once more. */
    static final String TRY_LATER = "io.github.cdknat.handler.reconcile.FallbackResponder$RetryLaterException";

    /** What came of it. */
    record Outcome(
            List<Violations.Breach> breaches,
            int deployments,
            int passes,
            int ec2Calls,
            Map<FaultInjector.Kind, Integer> faults,
            int outages,
            long checks,
            Duration convergence) {
        boolean isLawful() {
            return breaches.isEmpty();
        }
    }

    private final SimulationCase simulationCase;
    private final TemplateFactory blueprint;
    private final EmbeddedAws aws;
    private final InvariantChecker checker;
    private final OperatorActions repairs;
    private final FaultSchedule faults;
    private final List<String> gateways = new ArrayList<>();
    /** The same, and the subnets of gateways that are a stack's own. */
    private final List<String> places = new ArrayList<>();

    private int deployments;

    private SimulationRun(SimulationCase simulationCase, TemplateFactory blueprint, EmbeddedAws aws) {
        this.simulationCase = simulationCase;
        this.blueprint = blueprint;
        this.aws = aws;
        this.faults = new FaultSchedule(simulationCase, aws, gateways);
        this.checker = new InvariantChecker(aws, faults);
        this.repairs = new OperatorActions(aws, checker, faults);
    }

    static Outcome of(SimulationCase simulationCase, TemplateFactory blueprint) {
        return of(simulationCase, blueprint, InProcessAws.start(simulationCase.seed()));
    }

    /** The same in that world, which is new, and is closed afterwards. */
    static Outcome of(SimulationCase simulationCase, TemplateFactory blueprint, EmbeddedAws aws) {
        try (aws) {
            return new SimulationRun(simulationCase, blueprint, aws).live();
        }
    }

    private Outcome live() {
        Instant calm = Instant.MAX;
        try {
            begin();
            simulationCase.steps().forEach(this::take);
            faults.calm();
            calm = now();
            rest();
        } catch (RuntimeException e) {
            checker.findings().check(Invariant.ENDS, false, e.toString());
        }
        return new Outcome(
                checker.findings().breaches(),
                deployments,
                aws.lambda().invocations(),
                aws.account().callLog().entries().size(),
                faults.faults(),
                faults.harsh().outagesBegun(),
                checker.findings().checks(),
                calm.isBefore(now()) ? Duration.between(calm, now()) : Duration.ZERO);
    }

    private void begin() {
        for (int gateway = 0; gateway < simulationCase.gateways(); gateway++) {
            gateways.add(aws.ec2().privateGateway(gateway + 1));
        }
        places.addAll(gateways);
        for (int number = gateways.size();
                simulationCase.isHarsh() && number < TemplateFactory.FIRST_OWN + 2;
                number++) {
            String passing = aws.ec2().privateGateway(number + 1);
            places.add(aws.ec2().gateways().subnetOf(passing));
            aws.ec2().gateways().deleteOutOfBand(passing);
        }
        faults.arrange();
    }

    private void rest() {
        for (int stack = 0; stack < simulationCase.stacks(); stack++) {
            repaired(stack);
        }
        aws.quiesce();
        drained();
        checker.atTheEnd();
    }

    private void take(SimulationStep step) {
        if (step instanceof SimulationStep.Deploy deploy) {
            deploy(deploy);
        } else if (step instanceof SimulationStep.Cancel cancel) {
            aws.pass(Duration.ofSeconds(cancel.afterSeconds()));
            Stack stack = stack(cancel.stack());
            if (stack != null && stack.status().equals("UPDATE_IN_PROGRESS")) {
                aws.cloudFormation().cancelUpdate(name(cancel.stack()));
            }
        } else if (step instanceof SimulationStep.Delete delete) {
            if (stack(delete.stack()) != null) {
                delete(delete.stack());
            }
        } else if (step instanceof SimulationStep.AssignByHand assign) {
            assign(place(assign.gateway(), assign.address()));
        } else if (step instanceof SimulationStep.UnassignByHand unassign) {
            unassign(place(unassign.gateway(), unassign.address()), unassign.drainSeconds());
        } else if (step instanceof SimulationStep.Grab grab) {
            Place place = place(grab.gateway(), grab.address());
            faults.grab(place.gateway(), place.address());
        } else if (step instanceof SimulationStep.Vanish vanish) {
            String gateway = gateways.get(vanish.gateway());
            if (!aws.ec2().gateways().statuses(gateway).isEmpty()) {
                aws.ec2().gateways().deleteOutOfBand(gateway);
            }
        } else {
            aws.pass(Duration.ofSeconds(((SimulationStep.Pass) step).seconds()));
        }
    }

    private Place place(int gateway, int address) {
        return new Place(gateways.get(gateway), TemplateFactory.ip(gateway, address));
    }

    private void deploy(SimulationStep.Deploy deploy) {
        Stack paused = stack(deploy.stack());
        if (paused != null) {
            settle(deploy.stack());
        }
        boolean goesOn = simulationCase.isHarsh()
                && deploy.onFailure() == SimulationStep.OnFailure.PRESERVE
                && paused != null
                && paused.status().matches("(CREATE|UPDATE)_FAILED");
        Stack before = goesOn ? paused : repaired(deploy.stack());
        if (before != null && before.status().equals("ROLLBACK_COMPLETE")) {
            delete(deploy.stack());
            settle(deploy.stack());
        }
        String name = name(deploy.stack());
        deploy.declared().forEach(declared -> checker.declared(name, declared));
        if (deploy.doom() != SimulationStep.Doom.NONE) {
            aws.cloudFormation()
                    .failNext(
                            name,
                            deploy.doom() == SimulationStep.Doom.PARTNER_FAILS ? "Partner" : "Rival",
                            Duration.ofSeconds(deploy.doomSeconds()),
                            "doomed");
        }
        deployments++;
        checker.begins(name);
        Template template = blueprint.template(deploy, places, declaredLimit(), deployments);
        if (deploy.onFailure() == SimulationStep.OnFailure.PRESERVE) {
            aws.cloudFormation().deployWithoutRollback(name, template);
        } else {
            aws.cloudFormation().deploy(name, template);
        }
    }

    /** In the harsh world EC2's limit may be another. */
    private int declaredLimit() {
        return simulationCase.has(Variation.OTHER_LIMIT) ? 8 : aws.ec2().options().limit;
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
        boolean possible = isUnlocked(statuses)
                && !statuses.containsKey(place.address())
                && statuses.size() < aws.ec2().options().limit;
        if (possible) {
            aws.ec2().gateways().assignOutOfBand(place.gateway(), place.address());
            checker.assignedByHand(place);
        }
    }

    private static boolean isUnlocked(Map<String, String> statuses) {
        return !statuses.isEmpty() && statuses.values().stream().noneMatch(status -> status.endsWith("assigning"));
    }

    /** People take away only what people put there, and no declaration has adopted. */
    private void unassign(Place place, int drainSeconds) {
        Map<String, String> statuses = aws.ec2().gateways().statuses(place.gateway());
        boolean possible = isUnlocked(statuses)
                && checker.isByHand(place)
                && !checker.isAdopted(place)
                && "succeeded".equals(statuses.get(place.address()));
        if (possible) {
            aws.ec2().gateways().unassignOutOfBand(place.gateway(), place.address(), drainSeconds);
            checker.unassignedByHand(place);
        }
    }

    /** Waits for the last drains. */
    private void drained() {
        NatGateways all = aws.ec2().gateways();
        BooleanSupplier quiet = () -> all.ids().stream()
                .flatMap(gateway -> all.statuses(gateway).values().stream())
                .noneMatch(status -> status.endsWith("ing"));
        aws.account().clock().runUntil(quiet, now().plus(LONGEST));
    }

    private Instant now() {
        return aws.account().now();
    }

    private Stack stack(int number) {
        return aws.cloudFormation().stack(name(number));
    }

    static String name(int stack) {
        return "S" + (stack + 1);
    }
}
