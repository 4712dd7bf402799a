package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.core.EmulatedAccount;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a stack is deployed. */
public record DeploymentEnvironment(String region, String account, String stackName) {
    /** The rights on a gateway, as the construct writes them: its stack's Region and account, if they are known. */
    private static final Pattern RIGHTS = Pattern.compile(":ec2:([a-z]{2}[a-z0-9-]+-\\d):(\\d{12}):natgateway/");

    /** What the template says of it; the emulated AWS's own if it says nothing. */
    static DeploymentEnvironment of(StackTemplate template) {
        Matcher rights = RIGHTS.matcher(String.valueOf(template.json()));
        return rights.find()
                ? new DeploymentEnvironment(rights.group(1), rights.group(2), template.stackName())
                : new DeploymentEnvironment(EmulatedAccount.REGION, EmulatedAccount.ACCOUNT, template.stackName());
    }

    /** The value of a pseudo parameter, but for the stack's id, which it gets when it is made; empty for another name. */
    Optional<String> pseudo(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::Region" -> region;
                    case "AWS::AccountId" -> account;
                    case "AWS::StackName" -> stackName;
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    default -> null;
                });
    }
}
