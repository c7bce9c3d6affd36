package org.postizgateway.sandbox.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The web from which Postiz fetches files by URL: the real one, and before it {@link ExampleFiles}
 * (under {@code /examples/} of the sandbox and under {@code https://media.sandbox.example/}), which
 * count as public, and files that tests add.
 */
public final class RemoteWeb {

    /** Hosts that need no resolution. */
    public static final Pattern LITERAL_ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");
    private static final String EXAMPLE_HOST = "media.sandbox.example";

    private final Map<URI, RemoteFile> files = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Supplier<String> baseUrl;

    /**
     * @param baseUrl of the sandbox
     */
    public RemoteWeb(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Serves a file under a URL; a host with a name counts as public. */
    public void put(String url, RemoteFile file) {
        files.put(URI.create(url), file);
    }

    public void clear() {
        files.clear();
    }

    /**
     * Whether the host resolves to public addresses only.
     *
     * @throws UnknownHostException when it does not resolve
     */
    public boolean isPublic(URI url) throws UnknownHostException {
        if (isExample(url)) {
            return true;
        }
        if (isKnown(url) && !LITERAL_ADDRESS.matcher(url.getHost()).matches()) {
            return true;
        }
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a URL leads to one of the examples. */
    public boolean isExample(URI url) {
        return EXAMPLE_HOST.equals(url.getHost())
                || (isSandbox(url) && url.getPath().startsWith(ExampleFiles.PATH));
    }

    /** By either name of this machine. */
    private boolean isSandbox(URI url) {
        URI base = URI.create(baseUrl.get());
        return url.getPort() == base.getPort()
                && base.getScheme().equals(url.getScheme())
                && (base.getHost().equals(url.getHost()) || LOCAL.contains(url.getHost()));
    }

    public RemoteFile fetch(URI url) throws IOException, InterruptedException {
        Optional<RemoteFile> known = known(url);
        if (known.isPresent()) {
            return known.get();
        }
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return new RemoteFile(response.statusCode(), response.body());
    }

    private boolean isKnown(URI url) {
        return files.keySet().stream().anyMatch(file -> file.getHost().equals(url.getHost()));
    }

    private Optional<RemoteFile> known(URI url) {
        RemoteFile file = files.get(url);
        if (file != null) {
            return Optional.of(file);
        }
        if (isExample(url)) {
            return ExampleFiles.named(url.getPath().replaceFirst(".*/", ""))
                    .map(body -> new RemoteFile(200, body));
        }
        return isKnown(url) ? Optional.of(new RemoteFile(404, new byte[0])) : Optional.empty();
    }
}
