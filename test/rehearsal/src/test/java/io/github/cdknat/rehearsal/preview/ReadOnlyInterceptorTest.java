package io.github.cdknat.rehearsal.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadOnlyInterceptorTest {

    @Test
    void nothingButReadsIsEverSent() {
        try (ReadOnlyClients reads = ReadOnlyClients.open(
                Optional.of("eu-central-1"), Optional.empty(), Optional.of(URI.create("http://127.0.0.1:1")))) {
            assertThatThrownBy(() -> reads.ec2()
                            .unassignPrivateNatGatewayAddress(request -> request.natGatewayId("nat-0123456789abcdef0")
                                    .privateIpAddresses("10.0.1.20")))
                    .hasMessage("A preview only reads: UnassignPrivateNatGatewayAddress is not sent");
            assertThatThrownBy(() -> reads.cloudFormation().deleteStack(request -> request.stackName("Egress")))
                    .hasMessage("A preview only reads: DeleteStack is not sent");
        }
    }

    @Test
    void everyCallThatIsLetThroughReads() {
        assertThat(ReadOnlyInterceptor.CALLS).allMatch(call -> call.matches("(Describe|List|Get)[A-Z][A-Za-z]+"));
    }
}
