package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.shared.Ipv4;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void stepsReadAsTheLogHasThem() {
        AddressChange change = AddressChange.assign(Ipv4.sorted(Set.of(Ipv4.of("10.0.1.21"), Ipv4.of("10.0.1.20"))));
        assertThat(new Plan.Step.Wait(5)).hasToString("wait 5 s");
        assertThat(new Plan.Step.Call(change)).hasToString("assign 10.0.1.20, 10.0.1.21");
        assertThat(new Plan.Step.Respond()).hasToString("answer");
        assertThat(new Plan.Step.Finish(true)).hasToString("end");
        assertThat(new Plan.Step.Finish(false)).hasToString("end as failed");
    }
}
