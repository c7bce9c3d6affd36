package org.postizgateway.postiz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLengthTest {

    private static final PlatformCatalog CATALOG = PlatformCatalog.load();
    private static final Platform LINKEDIN = CATALOG.find("linkedin").orElseThrow();
    private static final Platform THREADS = CATALOG.find("threads").orElseThrow();
    private static final Platform X = CATALOG.find("x").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<strong>bold</strong>, 21",
                "<p><strong>bold</strong></p>, 8",
                "<p><u>line</u></p>, 8",
                "<p>line1</p><p></p><p>line3</p>, 12",
                "<p>x</p><ul><li>one</li><li>two</li></ul>, 14",
                "<p>x</p><ul><li><p>one</p></li><li><p>two</p></li></ul>, 14",
                "<p>x</p><ul><li>one</li></ul><p>y</p>, 9",
                "<p>😀</p>, 2",
                "<p>a<br>b</p>, 2",
                "<p>AT&amp;T</p>, 4",
                "<p>a&nbsp;b</p>, 3",
                "<p>1 &lt; 2</p>, 5",
                "AT&T, 8",
                "plain text, 10",
                "<p>see <a href=`https://example.com/a/long/address`>here</a></p>, 38",
                "<p><span data-mention-id=`1`>Jane</span></p>, 4",
            })
    void counts_units_of_the_text_form(String content, int length) {
        assertThat(ContentLength.of(content.replace('`', '"'), LINKEDIN)).isEqualTo(length);
    }

    @Test
    void counts_nothing_in_empty_content() {
        assertThat(ContentLength.of("", LINKEDIN)).isZero();
        assertThat(ContentLength.of("<p></p>", X)).isZero();
    }

    @Test
    void x_counts_a_short_address_as_23() {
        assertThat(ContentLength.of("<p>https://t.co</p>", X)).isEqualTo(23);
        assertThat(ContentLength.of("<p>https://t.co</p>", LINKEDIN)).isEqualTo(12);
    }

    @Test
    void x_counts_a_long_address_in_full() {
        String address = "https://example.com/" + "a".repeat(100);
        assertThat(ContentLength.of("<p>" + address + "</p>", X)).isEqualTo(address.length());
    }

    @Test
    void x_counts_a_chinese_character_twice() {
        assertThat(ContentLength.of("<p>你好</p>", X)).isEqualTo(4);
    }

    @Test
    void x_counts_141_emoji_as_282() {
        assertThat(ContentLength.of("<p>" + "😀".repeat(141) + "</p>", X)).isEqualTo(282);
    }

    @ParameterizedTest
    @CsvSource({"example.com, 23", "see example.com., 28", "❤️❤️, 4", "👨‍👩‍👧‍👦你, 12"})
    void x_counts_addresses_without_scheme_and_composed_emoji(String text, int length) {
        assertThat(ContentLength.of("<p>" + text + "</p>", X)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "🧑‍🎄, 5",
        "👨🏽‍🤝‍👨🏻, 12",
        "🏳️‍⚧️, 7",
        "⚧️, 4",
        "☎︎, 4",
        "❤️‍🔥, 5",
        "🫱🏽, 4",
        "1️⃣, 3",
    })
    void x_counts_emoji_piece_by_piece_that_its_library_does_not_know(String text, int length) {
        assertThat(ContentLength.of("<p>" + text + "</p>", X)).isEqualTo(length);
    }

    /** The letters of one unit that count 2 with the sign for emoji behind them: by its library. */
    @Test
    void x_counts_the_sign_for_emoji_with_the_letters_that_its_library_knows() throws IOException {
        Set<Integer> emoji =
                Arrays.stream(resource("/cases/x-emoji-of-one-unit.txt").split("\\s+"))
                        .map(hex -> Integer.parseInt(hex, 16))
                        .collect(Collectors.toSet());
        assertThat(emoji).hasSize(147);
        for (int letter = 0x2000; letter < 0x3400; letter++) {
            int alone = ContentLength.of("<p>" + Character.toString(letter) + "</p>", X);
            assertThat(ContentLength.of("<p>" + Character.toString(letter) + "\uFE0F</p>", X))
                    .as(Integer.toHexString(letter))
                    .isEqualTo(emoji.contains(letter) ? 2 : alone + 2);
        }
    }

    @Test
    void x_counts_letters_composed() {
        String decomposed = "e\u0301";
        assertThat(ContentLength.of("<p>" + decomposed.repeat(10) + "</p>", X)).isEqualTo(20);
        assertThat(ContentLength.of("<p>" + "\u4F60".repeat(10) + decomposed + "</p>", X))
                .isEqualTo(21);
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "é, 2", "’, 3", "日, 3", "😀, 4"})
    void threads_counts_bytes(String text, int bytes) {
        assertThat(ContentLength.of("<p>" + text + "</p>", THREADS)).isEqualTo(bytes);
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = ContentLengthTest.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void x_counts_a_long_address_beside_heavy_letters_as_23() {
        String text = "你".repeat(100) + " https://example.com/" + "a".repeat(80);
        assertThat(ContentLength.of("<p>" + text + "</p>", X)).isEqualTo(224);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "http://a.com/(a)", "a-a.com", "a_", "👨‍👩‍👧‍👦"})
    @Timeout(20)
    void x_counts_what_is_made_to_be_slow_fast_enough(String piece) {
        assertThat(ContentLength.of("<p>" + piece.repeat(4_000 / piece.length()) + "</p>", X))
                .isPositive();
        assertThat(ContentLength.of("<p>" + piece.repeat(100_000 / piece.length()) + "</p>", X))
                .isPositive();
        assertThat(
                        ContentLength.of(
                                "<p>"
                                        + (piece.repeat(60 / piece.length()) + " ").repeat(60)
                                        + "</p>",
                                X))
                .isPositive();
    }

    @Property(tries = 200)
    void letters_in_a_paragraph_count_once_and_bold_ones_twice(
            @ForAll @AlphaChars @NumericChars @StringLength(max = 50) String letters) {
        Assume.that(!"<strong>".contains(letters));
        assertThat(ContentLength.of("<p>" + letters + "</p>", LINKEDIN))
                .isEqualTo(letters.length());
        assertThat(ContentLength.of("<p><strong>" + letters + "</strong></p>", LINKEDIN))
                .isEqualTo(2 * letters.length());
    }
}
