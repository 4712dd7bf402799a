package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void stepsReadAsTheLogHasThem() {
        Intention intention = Intention.assign(Ipv4.sorted(Set.of(Ipv4.of("10.0.1.21"), Ipv4.of("10.0.1.20"))));
        assertThat(new Plan.Step.Pause(5)).hasToString("wait 5 s");
        assertThat(new Plan.Step.Call(intention)).hasToString("assign 10.0.1.20, 10.0.1.21");
        assertThat(new Plan.Step.Answer()).hasToString("answer");
        assertThat(new Plan.Step.End(true)).hasToString("end");
        assertThat(new Plan.Step.End(false)).hasToString("end as failed");
    }
}
