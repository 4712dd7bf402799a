package io.github.cdknat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.cloudformation.Template;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.example.ExampleStack;
import io.github.cdknat.testkit.example.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeTest {
    @Test
    void life() {
        EmbeddedAws aws = EmbeddedAws.inProcess(1);
        aws.world().events().listen(e -> System.out.println(e.at().minusSeconds(1767225600L).toEpochMilli() / 1000.0 + " " + e.source() + " " + e.subject() + " " + e.text()));
        ExampleStack.Parameters p = ExampleStack.Parameters.example();
        Stack stack = aws.cloudFormation().deploy("S", Template.of(Templates.of("S", p)));
        aws.settle(stack);
        aws.quiesce();
        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        aws.cloudFormation().deploy("S", Template.of(Templates.of("S", p.with(List.of("10.0.1.21", "10.0.1.22")).noting("2"))));
        aws.settle(stack);
        aws.quiesce();
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        aws.cloudFormation().delete("S");
        aws.settle(stack);
        aws.quiesce();
        assertThat(stack.status()).isEqualTo("DELETE_COMPLETE");
    }
}
