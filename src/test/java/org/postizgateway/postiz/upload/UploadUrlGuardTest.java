package org.postizgateway.postiz.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.InvalidInputException;

class UploadUrlGuardTest {

    private static final String URL = "https://media.example.com/a.png?v=1";

    private final Map<String, String[]> names =
            new HashMap<>(Map.of("media.example.com", new String[] {"8.8.8.8", "2606:4700::1"}));
    private final Map<String, String> redirects = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();

    @Test
    void passes_a_public_https_address() {
        assertThat(guard().check(URL)).isEqualTo(URL);
    }

    @Test
    void looks_for_a_file_no_longer_than_somebody_waits_whatever_redirects_there_are() {
        AtomicLong nanos = new AtomicLong();
        List<Duration> left = new ArrayList<>();
        UploadUrlGuard.RedirectProbe slow =
                (url, longest) -> {
                    left.add(longest);
                    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
                    return Optional.of(URL);
                };
        UploadUrlGuard guard =
                new UploadUrlGuard(
                        host -> InetAddress.getAllByName("8.8.8.8"), slow, Set.of(), nanos::get);

        assertThat(guard.presence(URL)).isEqualTo(Presence.UNKNOWN);
        assertThat(left).extracting(Duration::toSeconds).containsExactly(8L, 5L, 2L);
        assertThatThrownBy(() -> guard.check(URL)).hasMessageContaining("could not be fetched");
        assertThat(left).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "https://media.example.com/a, https://media.example.com/a, false",
        "https://media.example.com/a.PNG, https://media.example.com/a.PNG, false",
        "https://media.example.com/get?f=.png, https://media.example.com/get?f=.png, false",
        "https://media.example.com/a.png?w=1, https://media.example.com/a.png?w=1, true",
        "'https://media.example.com/a.png\n', https://media.example.com/a.png, true",
        "'https://media.example.com/my cat.png', https://media.example.com/my%20cat.png, true",
        "https://media.example.com/schön.png, https://media.example.com/sch%C3%B6n.png, true",
        "https://media.example.com/50%.png, https://media.example.com/50%25.png, true",
        "https://media.example.com/a%20b|c.mp4, https://media.example.com/a%20b%7Cc.mp4, true",
        "HTTPS://media.example.com/a.png, HTTPS://media.example.com/a.png, true",
    })
    void takes_an_address_as_people_write_it(String written, String escaped, boolean named) {
        assertThat(guard().check(written)).isEqualTo(escaped);
        assertThat(guard().isNamedAfterItsType(escaped)).isEqualTo(named);
    }

    @Test
    void takes_a_host_with_letters_of_any_language() {
        names.put("xn--mnchen-3ya.example", new String[] {"8.8.8.8"});
        assertThat(guard().check("https://münchen.example/a"))
                .isEqualTo("https://xn--mnchen-3ya.example/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0177.0.0.1",
                "08.8.8.8",
                "8.8.8.08",
                "127.1",
                "8.8.8",
                "2130706433",
                "134744072",
                "0x08080808",
                "0x8.8.8.8",
                "8.8.8.0x8",
                "8.8.8.8.",
                "256.8.8.8",
                "a.8",
                "①②⑦.0.0.1",
            })
    void refuses_a_numeric_host_that_parsers_read_differently(String host) {
        names.put(host, new String[] {"8.8.8.8"});
        assertRefused("https://" + host + "/a.png", "");
        assertThat(asked).isEmpty();
    }

    @Test
    void takes_a_numeric_host_in_the_usual_form() {
        assertThat(guard().check("https://8.8.8.8/a.png")).isEqualTo("https://8.8.8.8/a.png");
    }

    @Test
    void an_allowed_host_opens_the_schemes_of_the_web_only() {
        for (String scheme : List.of("file", "ftp", "gopher", "jar")) {
            assertThatThrownBy(() -> guard("intern").check(scheme + "://intern/a.png"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be https");
        }
    }

    @Test
    void refuses_anything_but_https() {
        assertRefused("http://media.example.com/a.png", "must be https");
        assertRefused("ftp://media.example.com/a.png", "must be https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a url.png",
                "https://h:x/a.png",
                "https:///a.png",
                "https://u:p@h/a.png",
                "a.png"
            })
    void refuses_what_is_no_full_address(String url) {
        assertRefused(url, "must be a full address");
    }

    @Test
    void refuses_a_host_with_any_address_in_a_local_network() {
        names.put("media.example.com", new String[] {"8.8.8.8", "10.0.0.1"});
        assertRefused(URL, "media.example.com is in a local network");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:169.254.169.254]"})
    void refuses_literal_addresses(String host) {
        assertRefused("https://" + host + "/a.png", "is in a local network");
    }

    @Test
    void refuses_a_host_that_does_not_exist() {
        assertRefused("https://nowhere.example/a.png", "does not exist: nowhere.example");
    }

    @Test
    void checks_where_redirects_lead() {
        names.put("cdn.example.com", new String[] {"1.1.1.1"});
        names.put("inside.example.com", new String[] {"192.168.0.1"});
        redirects.put(URL, "https://cdn.example.com/b");
        assertThat(guard().check(URL)).isEqualTo(URL);
        redirects.put("https://cdn.example.com/b", "//inside.example.com/secret");
        assertRefused(URL, "inside.example.com is in a local network");
        redirects.put("https://cdn.example.com/b", "http://cdn.example.com/b");
        assertRefused(URL, "must be https; cdn.example.com is not");
    }

    @Test
    void gives_up_on_endless_redirects() {
        redirects.put(URL, URL);
        assertRefused(URL, "redirects more than 5 times");
        assertThat(asked).hasSize(6);
    }

    @Test
    void says_when_nothing_answers() {
        redirects.put(URL, "!");
        assertRefused(URL, "could not be fetched from media.example.com");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new SocketTimeoutException("Read timed out"), "did not answer in time"),
                arguments(new SSLHandshakeException("unable to find path"), "its certificate"),
                arguments(new ConnectException("Connection refused"), "takes no connection"),
                arguments(new SocketException("Connection reset"), "the connection broke"),
                arguments(new IllegalArgumentException("a space"), "redirects to what is no"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void says_why_it_could_not_be_fetched(Exception failure, String reason) {
        UploadUrlGuard guard =
                new UploadUrlGuard(
                        host -> InetAddress.getAllByName("8.8.8.8"),
                        (url, longest) -> {
                            if (failure instanceof IOException broken) {
                                throw broken;
                            }
                            throw (IllegalArgumentException) failure;
                        },
                        Set.of());

        assertThatThrownBy(() -> guard.check(URL))
                .hasMessageContaining("could not be fetched from media.example.com: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining(failure.getMessage());
    }

    @Test
    void lets_hosts_through_that_the_operator_named() {
        assertThat(guard("127.0.0.1:8082").check("http://127.0.0.1:8082/a.png")).isNotEmpty();
        assertThat(guard("localhost").check("http://localhost:1/a.png")).isNotEmpty();
        assertThatThrownBy(() -> guard("127.0.0.1:8082").check("https://127.0.0.1:8083/a.png"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_port_that_the_operator_named_is_also_that_of_an_address_without_one() {
        assertThat(guard("127.0.0.1:443").check("https://127.0.0.1/a.png")).isNotEmpty();
        assertThat(guard("127.0.0.1:80").check("http://127.0.0.1/a.png")).isNotEmpty();
        assertThatThrownBy(() -> guard("127.0.0.1:443").check("http://127.0.0.1/a.png"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> guard("127.0.0.1:80").check("https://127.0.0.1/a.png"))
                .isInstanceOf(InvalidInputException.class);
    }

    private void assertRefused(String url, String reason) {
        asked.clear();
        assertThatThrownBy(() -> guard().check(url))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
    }

    private UploadUrlGuard guard(String... allowedHosts) {
        return new UploadUrlGuard(this::resolve, this::location, Set.of(allowedHosts));
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.matches("[\\d.]+|.*:.*") && !names.containsKey(host)) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        if (!names.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : names.get(host)) {
            addresses.add(InetAddress.getByName(address));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private Optional<String> location(URI url, Duration longest) throws IOException {
        asked.add(url);
        String target = redirects.get(url.toString());
        if ("!".equals(target)) {
            throw new IOException("no answer");
        }
        return Optional.ofNullable(target);
    }
}
