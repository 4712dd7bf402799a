package io.github.cdknat.emulator.s3;

import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.http.RawService;
import io.github.cdknat.emulator.http.Xml;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** S3 as far as assets go: buckets in path style, objects that are put and read whole (Amazon S3 API Reference). */
public final class EmbeddedS3 implements RawService {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final String NOT_MODELLED = "EmulatorNotModelled";

    private final EmulatedAccount account;
    private final Map<String, Map<String, byte[]>> buckets = new TreeMap<>();

    public EmbeddedS3(EmulatedAccount account) {
        this.account = account;
    }

    /**
     * Makes a bucket.
     *
     * @return whether there was none of that name
     */
    public boolean create(String bucket) {
        return buckets.putIfAbsent(bucket, new TreeMap<>()) == null;
    }

    public void delete(String bucket) {
        buckets.remove(bucket);
    }

    /** The object's bytes. */
    public byte[] object(String bucket, String key) {
        byte[] found = bucket(bucket).get(key);
        if (found == null) {
            throw new ApiFaultException(404, "NoSuchKey", "The specified key does not exist.");
        }
        return found;
    }

    /** The same of an object's URL, whatever host stands in it. */
    public String text(String url) {
        URI uri = URI.create(url);
        String[] path = uri.getPath().substring(1).split("/", 2);
        boolean isInHost = !buckets.containsKey(path[0]) && uri.getHost().contains(".s3.");
        String bucket = isInHost ? uri.getHost().replaceFirst("\\.s3\\..*", "") : path[0];
        String key = isInHost ? uri.getPath().substring(1) : path.length < 2 ? "" : path[1];
        return new String(object(bucket, key), StandardCharsets.UTF_8);
    }

    private Map<String, byte[]> bucket(String name) {
        Map<String, byte[]> found = buckets.get(name);
        if (found == null) {
            throw new ApiFaultException(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        return found;
    }

    @Override
    public Reply answer(Request request) {
        try {
            String[] path = request.path().substring(1).split("/", 2);
            return path.length < 2 || path[1].isEmpty()
                    ? ofBucket(path[0], request)
                    : ofObject(path[0], path[1], request);
        } catch (ApiFaultException e) {
            Members error = new Members().with("Code", e.code()).with("Message", e.getMessage());
            return xml(e.status(), "Error", "", error);
        }
    }

    private Reply ofBucket(String name, Request request) {
        Map<String, byte[]> objects = bucket(name);
        if (!request.method().equals("GET")) {
            throw notModelled(request);
        }
        if (request.query().containsKey("location")) {
            String region = account.region().equals("us-east-1") ? "" : account.region();
            return new Reply(
                    200,
                    "application/xml",
                    Xml.of("", "LocationConstraint", NAMESPACE, region).getBytes(StandardCharsets.UTF_8));
        }
        if (request.query().containsKey("encryption")) {
            Object rule = Map.of("ApplyServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256"));
            return xml(200, "ServerSideEncryptionConfiguration", NAMESPACE, new Members().with("Rule", rule));
        }
        if ("2".equals(request.query().get("list-type"))) {
            return xml(200, "ListBucketResult", NAMESPACE, listed(name, objects, request.query()));
        }
        throw notModelled(request);
    }

    private Members listed(String name, Map<String, byte[]> objects, Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        List<Map<String, Object>> found = new ArrayList<>();
        objects.forEach((key, bytes) -> {
            if (key.startsWith(prefix) && found.size() < most) {
                found.add(new Members()
                        .with("Key", key)
                        .with("LastModified", account.now().toString())
                        .with("Size", bytes.length)
                        .with("StorageClass", "STANDARD"));
            }
        });
        return new Members()
                .with("Name", name)
                .with("Prefix", prefix)
                .with("KeyCount", found.size())
                .with("MaxKeys", most)
                .with("IsTruncated", false)
                .withIf(!found.isEmpty(), "Contents", new Xml.Repeated(found));
    }

    private Reply ofObject(String bucket, String key, Request request) {
        if (request.query().containsKey("uploads") || request.query().containsKey("partNumber")) {
            throw notModelled(request);
        }
        return switch (request.method()) {
            case "PUT" -> {
                bucket(bucket).put(key, request.body());
                yield new Reply(200, "application/xml", new byte[0]);
            }
            case "GET", "HEAD" -> new Reply(200, "application/octet-stream", object(bucket, key));
            default -> throw notModelled(request);
        };
    }

    private static ApiFaultException notModelled(Request request) {
        return new ApiFaultException(
                501,
                NOT_MODELLED,
                "The emulator does not model " + request.method() + " with "
                        + request.query().keySet() + " of S3.");
    }

    private static Reply xml(int status, String root, String namespace, Map<String, Object> content) {
        return new Reply(
                status, "application/xml", Xml.of("", root, namespace, content).getBytes(StandardCharsets.UTF_8));
    }
}
