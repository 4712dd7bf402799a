package io.github.cdknat.emulator;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.ec2.GatewayFixture;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import io.github.cdknat.emulator.s3.EmbeddedS3;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An AWS that other processes deploy to, over HTTP at 127.0.0.1. Time passes in it so many times faster than on the wall, while
 * no function works; what its users read of times is the wall's, for they compare it with theirs.
 */
public final class ServedAws implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Set<String> TIMES =
            Set.of("Timestamp", "LastUpdatedTimestamp", "CreationTime", "LastUpdatedTime", "createTime", "deleteTime");

    /**
     * How it is to be.
     *
     * @param port 0 for any that is free
     * @param speed virtual seconds in a second
     * @param gateways ids of private gateways that are there from the beginning, each in a subnet 10.0.N.0/24 of its own
     */
    public record Settings(int port, double speed, String region, long seed, List<String> gateways) {}

    private final Settings settings;
    private final JvmFunctionHost host;
    private final EmbeddedAws aws;
    private final EmbeddedS3 s3;
    private final ToolCalls tools;
    private final TreeMap<Instant, Instant> wall = new TreeMap<>();
    private Consumer<String> trouble = text -> {};

    private ServedAws(Settings settings) {
        this.settings = settings;
        VirtualClock clock = new VirtualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        EmulatedAccount account =
                EmulatedAccount.at(clock, settings.seed(), settings.region(), EmulatedAccount.ACCOUNT);
        host = new JvmFunctionHost(JvmFunctionHost.currentJdk(), settings.region(), settings.port());
        aws = EmbeddedAws.packaged(account, host);
        s3 = new EmbeddedS3(account);
        tools = new ToolCalls(account, aws.iam(), aws.lambda());
        wall.put(clock.now(), clock.now());
        host.codeFrom(place -> s3.object(place.split("/", 2)[0], place.split("/", 2)[1]));
        aws.printing((function, line) -> tools.printed(function, line, Instant.now()));
        aws.cloudFormation().standIns(aws.lambda()::isStandIn);
        aws.cloudFormation().templates(s3::text);
        new ToolTypes(clock, aws.cloudFormation(), s3, tools).register();
        register();
        for (int i = 0; i < settings.gateways().size(); i++) {
            aws.ec2().existing(gateway(settings.gateways().get(i), i + 1));
        }
    }

    /** Starts it; nothing is answered before somebody {@linkplain #serve serves}. */
    public static ServedAws start(Settings settings) {
        return new ServedAws(settings);
    }

    private void register() {
        EmulatorServer door = host.door();
        door.admitAs(ApiCall.ADMIN);
        Map.of("ec2", aws.ec2(), "states", aws.stepFunctions(), "cloudformation", aws.cloudFormation())
                .forEach((name, service) -> door.register(name, living(service)));
        Map.of("sts", tools.sts(), "ssm", tools.ssm(), "logs", tools.logs())
                .forEach((name, service) -> door.register(name, living(service)));
        door.registerRaw("s3", s3);
        door.registerRaw("lambda", tools.functions());
    }

    private static GatewayFixture gateway(String id, int n) {
        String hex = id.substring(id.indexOf('-') + 1);
        return new GatewayFixture(
                id,
                "subnet-" + hex,
                "vpc-" + hex,
                "10.0." + n + ".0/24",
                "available",
                "private",
                "zonal",
                List.of(new GatewayFixture.Address("10.0." + n + ".4", true, "succeeded")));
    }

    /** A defect of the emulated AWS is told, and ends nothing. */
    private ApiService living(ApiService service) {
        return call -> {
            try {
                ApiReply reply = service.call(call);
                boolean isOurs = !call.principal().equals(ApiCall.ADMIN);
                return isOurs || !(reply instanceof ApiReply.Ok ok)
                        ? reply
                        : new ApiReply.Ok(ok.requestId(), onTheWall(ok.body()));
            } catch (RuntimeException e) {
                trouble.accept(call.service() + ":" + call.action() + " failed in the emulator: " + e);
                return new ApiReply.Fault("none", 500, "InternalFailure", "The emulator failed: " + e.getMessage());
            }
        };
    }

    private Map<String, Object> onTheWall(Map<?, ?> body) {
        Map<String, Object> shown = new LinkedHashMap<>();
        body.forEach((name, value) -> shown.put(
                name.toString(),
                TIMES.contains(name.toString())
                        ? wall(Instant.parse(value.toString())).toString()
                        : within(value)));
        return shown;
    }

    private Object within(Object value) {
        return value instanceof Map<?, ?> map
                ? onTheWall(map)
                : value instanceof List<?> list
                        ? list.stream().map(this::within).toList()
                        : value;
    }

    /** What the clock on the wall showed at that moment of virtual time. */
    private Instant wall(Instant virtual) {
        Map.Entry<Instant, Instant> known = wall.floorEntry(virtual);
        return known == null
                ? virtual
                : known.getValue().plusNanos((long)
                        (Duration.between(known.getKey(), virtual).toNanos() / settings.speed()));
    }

    /** Hears what goes wrong in the emulator itself. */
    public void trouble(Consumer<String> listener) {
        this.trouble = listener;
    }

    /** The AWS itself, for the thread that serves. */
    public EmbeddedAws aws() {
        return aws;
    }

    /** Asks it from another thread, while it serves. */
    public <T> T ask(Function<EmbeddedAws, T> question) {
        return host.door().ask(() -> question.apply(aws));
    }

    public String url() {
        return host.door().url();
    }

    /** What a tool needs in its environment. */
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AWS_ENDPOINT_URL", url());
        environment.put("AWS_ACCESS_KEY_ID", "emulated");
        environment.put("AWS_SECRET_ACCESS_KEY", "emulated");
        environment.put("AWS_REGION", settings.region());
        environment.put("AWS_DEFAULT_REGION", settings.region());
        return environment;
    }

    /** Answers on this thread, and lets time pass, until that is so. */
    public void serve(BooleanSupplier until) {
        long last = System.nanoTime();
        while (!until.getAsBoolean()) {
            host.door().pump(() -> until.getAsBoolean(), TICK);
            Duration passed = Duration.ofNanos((long) ((System.nanoTime() - last) * settings.speed()));
            pass(passed);
            last = System.nanoTime();
        }
    }

    private void pass(Duration passed) {
        VirtualClock clock = aws.account().clock();
        wall.put(clock.now(), Instant.now());
        try {
            clock.pass(passed);
        } catch (RuntimeException e) {
            trouble.accept("the emulator failed: " + e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
