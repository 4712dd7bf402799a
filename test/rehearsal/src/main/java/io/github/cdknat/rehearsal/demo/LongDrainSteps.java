package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.PATIENT;
import static io.github.cdknat.rehearsal.demo.Expectation.that;

import io.github.cdknat.DrainWait;
import java.util.List;

/** A drain that outlasts the hour that CloudFormation gives a request. */
final class LongDrainSteps {
    private static final int LONGEST_DRAIN = 4000;

    private LongDrainSteps() {}

    static void drain(DemoContext stage) {
        stage.deploy(
                PATIENT,
                "create with a drain of 4000 s",
                p -> p.with(List.of("10.0.1.90", "10.0.1.91"))
                        .draining(LONGEST_DRAIN)
                        .named("Patient"));
        stage.expect(that("the stack is created", "CREATE_COMPLETE", stage.status(PATIENT)));
        stage.deploy(PATIENT, "replace one", p -> p.with(List.of("10.0.1.91", "10.0.1.92")));
        Interval drain = stage.watch().lastDrain().orElseThrow(() -> new IllegalStateException("Nothing drained"));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(PATIENT)));
        stage.expect(that(
                "the update waited out the whole drain, longer than any request may take",
                LONGEST_DRAIN + " s",
                drain.length().toSeconds() + " s"));
        stage.expect(that("the other two serve", "10.0.1.50, 10.0.1.91-92", stage.serving()));
    }

    static void leave(DemoContext stage) {
        stage.deploy(PATIENT, "wait no longer than EC2 takes to accept", p -> p.waiting(DrainWait.UNTIL_STARTED));
        stage.end(stage.beginDelete(PATIENT));
        stage.expect(that("the stack is deleted", "DELETE_COMPLETE", stage.status(PATIENT)));
        stage.expect(that("both still drain: nobody waits for them", "10.0.1.50", stage.serving()));
    }
}
