package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.reconcile.ConvergeHarness;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * AWS behind the real SDK clients: one gateway, one stack, one resource; its replies arrive whole, or changed, or cut off. What
 * it did is not changed: only what it says.
 */
final class HostileAws implements SdkHttpClient {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
    private static final Pattern ADDRESS = Pattern.compile("PrivateIpAddress\\.\\d+=([0-9.]+)");

    final Map<String, String> addresses = new TreeMap<>(Map.of("10.0.1.4", "succeeded"));
    String stackStatus = "UPDATE_IN_PROGRESS";
    String requestType = "Update";
    String physicalId = "nat-0abc/10.0.1.10";
    String properties = "";
    String recorded = "";
    String recordStatus = "UPDATE_IN_PROGRESS";
    double hostility;
    int calls;
    boolean everSaidServing;
    Instant now = ConvergeHarness.START;

    private final Mutator mutator;

    HostileAws(Mutator mutator) {
        this.mutator = mutator;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return reply(request);
            }

            @Override
            public void abort() {
                // Nothing is under way.
            }
        };
    }

    private HttpExecuteResponse reply(HttpExecuteRequest request) throws IOException {
        calls++;
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String form = body(request);
        Matcher action = ACTION.matcher(form);
        String name = target.isEmpty() ? action.find() ? action.group(1) : "" : target;
        String honest = body(name, form);
        int status = honest.contains("<Errors>") ? 412 : 200;
        boolean changed = mutator.chance(hostility);
        if (changed && mutator.chance(0.1)) {
            throw new IOException("connection reset");
        }
        byte[] text = !changed
                ? honest.getBytes(StandardCharsets.UTF_8)
                : honest.startsWith("{") ? mutator.json(honest) : mutator.xml(honest);
        int shown =
                changed && mutator.chance(0.2) ? mutator.pick(List.of(200, 204, 301, 400, 403, 404, 500, 503)) : status;
        if (name.equals("DescribeNatGateways")) {
            everSaidServing |= shown == 200 && IndependentParser.serving(text, "10.0.1.9");
        }
        InputStream stream = changed && mutator.chance(0.1)
                ? new Torn(text, mutator.below(text.length + 1))
                : new ByteArrayInputStream(text);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(shown)
                        .putHeader("Content-Type", honest.startsWith("{") ? "application/x-amz-json-1.0" : "text/xml")
                        .build())
                .responseBody(AbortableInputStream.create(stream))
                .build();
    }

    private static String body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return "";
        }
        try (InputStream in = request.contentStreamProvider().get().newStream()) {
            return URLDecoder.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
    }

    private String body(String action, String form) {
        return switch (action) {
            case "DescribeNatGateways" -> gateway();
            case "DescribeSubnets" -> FuzzCorpus.SUBNET;
            case "DescribeNetworkInterfaces" -> FuzzCorpus.INTERFACES;
            case "GetSubnetCidrReservations" -> FuzzCorpus.RESERVATIONS;
            case "AssignPrivateNatGatewayAddress", "UnassignPrivateNatGatewayAddress" -> change(action, form);
            case "DescribeStacks" -> StackReplies.describe(stackStatus);
            case "ListStackResources" -> StackReplies.resources(recorded, recordStatus);
            case "DescribeStackEvents" -> StackReplies.events(requestType, physicalId, properties);
            default -> "{\"executions\":[]}";
        };
    }

    private String change(String action, String form) {
        if (form.contains("DryRun=true")) {
            return FuzzCorpus.REFUSED.formatted("DryRunOperation");
        }
        Matcher matcher = ADDRESS.matcher(form);
        while (matcher.find()) {
            if (action.startsWith("Assign")) {
                addresses.put(matcher.group(1), "succeeded");
            } else {
                addresses.remove(matcher.group(1));
            }
        }
        return "<" + action + "Response><requestId>r-1</requestId><natGatewayId>nat-0abc</natGatewayId></" + action
                + "Response>";
    }

    private String gateway() {
        StringBuilder items = new StringBuilder();
        addresses.forEach((address, status) -> items.append("<item><privateIp>")
                .append(address)
                .append("</privateIp><networkInterfaceId>eni-1</networkInterfaceId><isPrimary>")
                .append(address.equals("10.0.1.4"))
                .append("</isPrimary><status>")
                .append(status)
                .append("</status></item>"));
        return "<DescribeNatGatewaysResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r-1</requestId>"
                + "<natGatewaySet><item><natGatewayId>nat-0abc</natGatewayId><state>available</state>"
                + "<connectivityType>private</connectivityType><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>"
                + "<natGatewayAddressSet>" + items + "</natGatewayAddressSet></item></natGatewaySet>"
                + "</DescribeNatGatewaysResponse>";
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** A connection that breaks in the middle. */
    private static final class Torn extends FilterInputStream {
        private int left;

        Torn(byte[] text, int whole) {
            super(new ByteArrayInputStream(text));
            left = whole;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("connection reset");
            }
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("connection reset");
            }
            int count = super.read(buffer, offset, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
