package io.github.cdknat.handler.reconcile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

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
        URI uri = allowed(url);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
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

    /** The URL, if we may PUT there; the refusal does not repeat it, because it is a secret. */
    URI allowed(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new ForbiddenHostException("Invalid ResponseURL: it is not a URL");
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        boolean aws = "https".equals(uri.getScheme()) && PARTITIONS.stream().anyMatch(host::endsWith);
        boolean loopback = loopbackAllowed && "http".equals(uri.getScheme()) && host.equals("127.0.0.1");
        if (!aws && !loopback || uri.getUserInfo() != null) {
            throw new ForbiddenHostException("Invalid ResponseURL: host \"" + host + "\" over \"" + uri.getScheme()
                    + "\" (https to a host of AWS); the event did not come from CloudFormation");
        }
        return uri;
    }

    /** A ResponseURL that points outside AWS. */
    static final class ForbiddenHostException extends IOException {
        private static final long serialVersionUID = 1L;

        ForbiddenHostException(String message) {
            super(message);
        }
    }
}
