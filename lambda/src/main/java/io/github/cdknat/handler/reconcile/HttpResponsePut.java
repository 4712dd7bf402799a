package io.github.cdknat.handler.reconcile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * PUTs to the hosts of AWS's partitions only, so that a forged event cannot make the function call elsewhere. CloudFormation's
 * URLs point to its own S3 buckets, one a Region ("Custom resource request objects").
 */
public final class HttpResponsePut implements ResponsePut {
    private static final List<String> PARTITIONS = List.of(
            ".amazonaws.com",
            ".amazonaws.com.cn",
            ".amazonaws.eu",
            ".c2s.ic.gov",
            ".sc2s.sgov.gov",
            ".cloud.adc-e.uk",
            ".csp.hci.ic.gov");
    private static final int CONNECT_MILLIS = 3_000;
    private static final int HTTPS = 443;
    private static final int READ_MILLIS = 10_000;

    private final boolean loopbackAllowed;

    private HttpResponsePut(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /**
     * Allows AWS's hosts, and 127.0.0.1 if the setting says {@code loopback}.
     *
     * @param responseHosts the function's environment variable RESPONSE_HOSTS; may be null
     */
    public static HttpResponsePut allowing(String responseHosts) {
        return new HttpResponsePut("loopback".equals(responseHosts));
    }

    @Override
    public int put(String url, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Content-Type", "");
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return connection.getResponseCode();
    }

    @Override
    public Optional<String> refusal(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("Invalid ResponseURL: it is not a URL");
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        boolean aws = "https".equals(uri.getScheme())
                && PARTITIONS.stream().anyMatch(host::endsWith)
                && List.of(-1, HTTPS).contains(uri.getPort());
        boolean loopback = loopbackAllowed && "http".equals(uri.getScheme()) && host.equals("127.0.0.1");
        return (aws || loopback) && uri.getUserInfo() == null
                ? Optional.empty()
                : Optional.of("Invalid ResponseURL: host \"" + host + "\" over \"" + uri.getScheme()
                        + "\" (https to a host of AWS, port 443, without user information)");
    }
}
