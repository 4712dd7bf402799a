package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.PATIENT;

import io.github.cdknat.DrainWait;
import java.util.List;

/** A drain that outlasts the hour that CloudFormation gives a request. */
final class LongDrainSteps {
    private static final int LONGEST_DRAIN = 4000;

    private LongDrainSteps() {}

    static void drain(DemoContext context) {
        context.deploy(
                PATIENT,
                "create with a drain of 4000 s",
                p -> p.with(List.of("10.0.1.90", "10.0.1.91"))
                        .draining(LONGEST_DRAIN)
                        .named("Patient"));
        context.deploy(PATIENT, "replace one", p -> p.with(List.of("10.0.1.91", "10.0.1.92")));
        Interval drain = context.poller.lastDrain().orElseThrow(() -> new IllegalStateException("Nothing drained"));
        context.expect(
                "the update waited out the whole drain, longer than any request may take",
                LONGEST_DRAIN + " s",
                drain.length().toSeconds() + " s");
        context.expect("the other two serve", "10.0.1.50, 10.0.1.91-92", context.serving());
    }

    static void leave(DemoContext context) {
        context.deploy(PATIENT, "wait no longer than EC2 takes to accept", p -> p.waiting(DrainWait.UNTIL_STARTED));
        context.awaitEnd(context.beginDelete(PATIENT));
        context.expect("the stack is deleted", "DELETE_COMPLETE", context.status(PATIENT));
        context.expect("both still drain: nobody waits for them", "10.0.1.50", context.serving());
    }
}
