package io.github.cdknat.emulator;

import io.github.cdknat.emulator.cloudformation.EmbeddedCloudFormation;
import io.github.cdknat.emulator.cloudformation.ResourceProvider;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.ec2.EmbeddedEc2;
import io.github.cdknat.emulator.iam.EmbeddedIam;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import io.github.cdknat.emulator.stepfunctions.EmbeddedStepFunctions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Wires CloudFormation's resource types to the emulated services. */
record ResourceTypes(
        EmulatedAccount account,
        EmbeddedIam iam,
        EmbeddedEc2 ec2,
        EmbeddedLambda lambda,
        EmbeddedStepFunctions stepFunctions,
        EmbeddedCloudFormation cloudFormation) {
    void register() {
        cloudFormation.register(
                "AWS::EC2::NatGateway",
                new NatGatewayProvider(account.clock(), account.random(), ec2, cloudFormation.options()));
        registerNetwork();
        put(
                "AWS::EC2::VPC",
                Set.of("CidrBlock"),
                asked -> isNew(asked) ? network("Vpc", asked, "CidrBlock") : kept(asked),
                asked -> call("DeleteVpc", Map.of("VpcId", asked.physicalId())));
        put(
                "AWS::EC2::Subnet",
                Set.of("VpcId", "CidrBlock"),
                asked -> isNew(asked) ? network("Subnet", asked, "VpcId", "CidrBlock") : kept(asked),
                asked -> call("DeleteSubnet", Map.of("SubnetId", asked.physicalId())));
        put("AWS::IAM::Role", Set.of("RoleName"), this::role, asked -> iam.deleteRole(roleArn(asked.physicalId())));
        put("AWS::IAM::RolePolicy", Set.of("PolicyName", "RoleName"), this::rolePolicy, this::deleteRolePolicy);
        put(
                "AWS::IAM::ManagedPolicy",
                Set.of("Description", "ManagedPolicyName", "Path"),
                this::managedPolicy,
                this::deletePolicy);
        put("AWS::IAM::Policy", Set.of(), this::policy, this::deletePolicy);
        put(
                "AWS::Lambda::Function",
                Set.of("FunctionName"),
                this::function,
                asked -> lambda.delete(functionArn(asked.physicalId())));
        put("AWS::Lambda::EventInvokeConfig", Set.of("FunctionName"), this::delivery, asked -> {});
        put(
                "AWS::StepFunctions::StateMachine",
                Set.of("StateMachineName"),
                this::stateMachine,
                asked -> stepFunctions.delete(asked.physicalId()));
    }

    /**
     * Network resources that nothing here looks into, but whose changes can mean another physical resource ("Update requires:
     * Replacement" of the types' pages, AWS CloudFormation User Guide).
     */
    private void registerNetwork() {
        standIn("AWS::EC2::Route", "r", Set.of("RouteTableId", "DestinationCidrBlock"));
        standIn("AWS::EC2::RouteTable", "rtb", Set.of("VpcId"));
        standIn("AWS::EC2::SecurityGroup", "sg", Set.of("GroupDescription", "GroupName", "VpcId"));
        standIn(
                "AWS::EC2::SecurityGroupIngress",
                "sgr",
                Set.of("CidrIp", "FromPort", "ToPort", "IpProtocol", "GroupId", "SourcePrefixListId"));
        standIn("AWS::EC2::PrefixList", "pl", Set.of());
    }

    private void standIn(String type, String prefix, Set<String> createOnly) {
        put(type, createOnly, asked -> isNew(asked) ? named(prefix) : kept(asked), asked -> {});
    }

    private Made named(String prefix) {
        String id = prefix + "-" + account.random().hex(17);
        return new Made(
                id,
                Map.of(
                        "Id",
                        id,
                        "GroupId",
                        id,
                        "RouteTableId",
                        id,
                        "PrefixListId",
                        id,
                        ResourceProvider.STANDS_IN,
                        true));
    }

    /** Resources of that type are made as told, or changed if they are there. */
    private void put(String type, Set<String> createOnly, Function<Asked, Made> making, Consumer<Asked> deleting) {
        cloudFormation.register(
                type,
                new ImmediateResourceProvider(account.clock(), Duration.ofSeconds(1), createOnly, making, deleting));
    }

    private static Made kept(Asked asked) {
        return new Made(asked.physicalId(), asked.attributes());
    }

    /** What EC2 makes of these properties; its id is the attribute too. */
    private Made network(String type, Asked asked, String... properties) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Stream.of(properties)
                .forEach(name -> parameters.put(name, asked.properties().get(name)));
        String element = type.toLowerCase(Locale.ROOT);
        Map<?, ?> made = (Map<?, ?>) call("Create" + type, parameters).get(element);
        String id = String.valueOf(made.get(element + "Id"));
        Map<String, Object> attributes = new LinkedHashMap<>(asked.properties());
        attributes.put(type + "Id", id);
        return new Made(id, attributes);
    }

    private Map<String, Object> call(String action, Map<String, Object> parameters) {
        ApiReply reply = ec2.call(new ApiCall("ec2", action, parameters, ApiCall.ADMIN));
        if (reply instanceof ApiReply.Ok ok) {
            return ok.body();
        }
        throw new ImmediateResourceProvider.RefusedException(ApiReply.handlerMessage("Ec2", reply));
    }

    /** The name that it has, or gets now. */
    private String name(Asked asked, String property) {
        Object given = asked.properties().get(property);
        return isNew(asked) && given == null
                ? asked.stackName() + "-" + asked.logicalId() + "-"
                        + account.random().hex(8)
                : isNew(asked) ? given.toString() : asked.physicalId();
    }

    private static boolean isNew(Asked asked) {
        return asked.physicalId().isEmpty();
    }

    private Made role(Asked asked) {
        String name = name(asked, "RoleName");
        if (isNew(asked)) {
            iam.putRole(roleArn(name));
        }
        for (Object item : (List<?>) asked.properties().getOrDefault("Policies", List.of())) {
            Map<String, Object> policy = object(item);
            iam.putPolicy(roleArn(name), "inline:" + policy.get("PolicyName"), object(policy.get("PolicyDocument")));
        }
        return new Made(name, new LinkedHashMap<>(Map.of("Arn", roleArn(name), "RoleId", name)));
    }

    private Made rolePolicy(Asked asked) {
        String name = (String) asked.properties().get("PolicyName");
        String role = (String) asked.properties().get("RoleName");
        iam.putPolicy(roleArn(role), name, object(asked.properties().get("PolicyDocument")));
        return new Made(name + "|" + role, Map.of());
    }

    private void deleteRolePolicy(Asked asked) {
        String[] parts = asked.physicalId().split("\\|");
        iam.deletePolicy(roleArn(parts[1]), parts[0]);
    }

    /** One inline policy for several roles; the physical id is said to be the policy's name, which may stand twice in a stack. */
    private Made policy(Asked asked) {
        String name = (String) asked.properties().get("PolicyName");
        roles(asked)
                .forEach(role ->
                        iam.putPolicy(role, name, object(asked.properties().get("PolicyDocument"))));
        return new Made(name, Map.of());
    }

    private Made managedPolicy(Asked asked) {
        String arn = (isNew(asked) ? "arn:aws:iam::" + account.account() + ":policy/" : "")
                + name(asked, "ManagedPolicyName");
        Map<String, Object> document = object(asked.properties().get("PolicyDocument"));
        for (String role : roles(asked)) {
            if (!iam.attach(role, arn, document)) {
                throw new ImmediateResourceProvider.RefusedException(
                        "Cannot exceed quota for PoliciesPerRole: " + EmbeddedIam.MOST_ATTACHED);
            }
        }
        return new Made(arn, Map.of());
    }

    private void deletePolicy(Asked asked) {
        roles(asked).forEach(role -> iam.deletePolicy(role, asked.physicalId()));
    }

    private List<String> roles(Asked asked) {
        return ((List<?>) asked.properties().getOrDefault("Roles", List.of()))
                .stream().map(role -> roleArn(role.toString())).toList();
    }

    private Made function(Asked asked) {
        String name = name(asked, "FunctionName");
        Map<String, Object> code = object(asked.properties().get("Code"));
        lambda.register(new FunctionConfiguration(
                name,
                functionArn(name),
                (String) asked.properties().get("Handler"),
                (String) asked.properties().get("Role"),
                texts(object(asked.properties().get("Environment")).get("Variables")),
                number(asked, "Timeout", 3),
                number(asked, "MemorySize", 128),
                String.valueOf(asked.properties().getOrDefault("Runtime", "")),
                code.containsKey("S3Key") ? code.get("S3Bucket") + "/" + code.get("S3Key") : "",
                String.valueOf(object(asked.properties().get("LoggingConfig"))
                        .getOrDefault("LogGroup", "/aws/lambda/" + name))));
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("Arn", functionArn(name)));
        if (lambda.isStandIn(functionArn(name))) {
            attributes.put(ResourceProvider.STANDS_IN, true);
        }
        return new Made(name, attributes);
    }

    /** Left out, it is what Lambda takes ("AWS::Lambda::Function", AWS CloudFormation Template Reference). */
    private static int number(Asked asked, String property, int otherwise) {
        return Integer.parseInt(String.valueOf(asked.properties().getOrDefault(property, otherwise)));
    }

    private Made delivery(Asked asked) {
        String function = (String) asked.properties().get("FunctionName");
        lambda.delivery(
                function,
                Integer.parseInt(String.valueOf(asked.properties().get("MaximumEventAgeInSeconds"))),
                Integer.parseInt(String.valueOf(asked.properties().get("MaximumRetryAttempts"))),
                (String) object(object(asked.properties().get("DestinationConfig"))
                                .get("OnFailure"))
                        .get("Destination"));
        return new Made(function + "|$LATEST", Map.of());
    }

    private Made stateMachine(Asked asked) {
        Map<String, Object> properties = asked.properties();
        String name = (String) properties.getOrDefault("StateMachineName", asked.stackName() + "-" + asked.logicalId());
        String definition = (String) properties.get("DefinitionString");
        String role = (String) properties.get("RoleArn");
        String arn = stepFunctions.create(name, definition, texts(properties.get("DefinitionSubstitutions")), role);
        return new Made(arn, Map.of("Arn", arn, "Name", name));
    }

    private static Map<String, String> texts(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(value).forEach((key, item) -> texts.put(key, String.valueOf(item)));
        return texts;
    }

    private String roleArn(String name) {
        return "arn:aws:iam::" + account.account() + ":role/" + name;
    }

    private String functionArn(String name) {
        return "arn:aws:lambda:" + account.region() + ":" + account.account() + ":function:" + name;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
