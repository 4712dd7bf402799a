package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When to come back: a drain of one's own ends when it was asked to; anybody else's may take as long as any, 4000 s. */
class DeadlineMessagesTest {
    @ParameterizedTest
    @CsvSource({
        "unassign, 9, 60, 100, 2026-01-01T00:01:40Z",
        "unassign, 9, 200, 100, 2026-01-01T00:03:20Z",
        "unassign, 8, 60, 100, 2026-01-01T01:06:40Z",
        "assign, 9, 60, 100, 2026-01-01T01:06:40Z",
        "assign, 9, 60, 4500, 2026-01-01T01:15:00Z"
    })
    void saysWhenTheLastDrainIsOver(String call, String lastOctet, int seconds, long elapsed, String end) {
        Ipv4 address = PlanFixture.ip(lastOctet);
        Journal journal = Journal.empty().with(draft -> {
            draft.draining.put(PlanFixture.ip("9"), PlanFixture.START);
            draft.called = new Journal.Called(
                    call.equals("assign")
                            ? AddressChange.assign(Ipv4.sorted(ips(lastOctet)))
                            : AddressChange.unassign(Ipv4.sorted(Set.of(address)), seconds),
                    PlanFixture.START);
        });
        assertThat(DrainWaiterMessages.holdDeadline(
                        create("5"),
                        journal,
                        new PlanFixture().draining("9").at(elapsed).seen()))
                .isEqualTo(
                        "Cannot hold 10.0.1.5 on nat-0abc: the time of this request (ServiceTimeout 1600 s) is over and not"
                                + " serving are: 10.0.1.5 while the gateway is busy with 10.0.1.9 (unassigning since"
                                + " 2026-01-01T00:00:00Z or longer); deploy again after " + end
                                + ", when the last drain is over.");
    }
}
