package io.github.cdknat.testkit.history;

/** Placeholder main for the first look. */
public final class Simulation {
    private Simulation() {}

    public static void main(String[] arguments) {
        long from = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Blueprint blueprint = Blueprint.synthesize();
        long begin = System.nanoTime();
        long passes = 0;
        long calls = 0;
        int bad = 0;
        for (long seed = from; seed < from + count; seed++) {
            History history = History.draw(seed);
            try {
                Run.Outcome outcome = Run.of(history, blueprint);
                passes += outcome.passes();
                calls += outcome.ec2Calls();
                if (!outcome.isLawful()) {
                    bad++;
                    System.out.println(seed + " " + outcome.breaches().get(0));
                }
            } catch (RuntimeException e) {
                bad++;
                System.out.println(seed + " " + e + " " + e.getStackTrace()[0]);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d histories, %d bad, %d passes, %d calls, %.0f a second%n",
                count, bad, passes, calls, count / seconds);
        if (count == 1) {
            Run.of(
                    History.draw(from),
                    blueprint,
                    event -> System.out.println(
                            event.at() + " " + event.source() + " " + event.subject() + " " + event.text()));
            System.out.println(History.draw(from));
        }
        System.exit(0);
    }
}
