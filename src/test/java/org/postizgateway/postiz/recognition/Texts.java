package org.postizgateway.postiz.recognition;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.postizgateway.sandbox.state.TextChange;

/** Posts as people write them, and stores as Postiz might have them. */
final class Texts {

    private static final List<String> WORDS =
            List.of(
                    "morning",
                    "harbour",
                    "opening",
                    "invoice",
                    "quarter",
                    "teal",
                    "lantern",
                    "Zürich",
                    "naïve",
                    "coffee",
                    "AT&amp;T",
                    "it's",
                    "2027",
                    "20%",
                    "ﬁne",
                    "𝐁old",
                    "新しい",
                    "店舗",
                    "магазин",
                    "🎉",
                    "well-known",
                    "C++",
                    "R&amp;D",
                    "“so”");
    private static final List<String> LINKS =
            List.of(
                    "https://example.com/docs?utm_source=x",
                    "<a href=\"https://example.com/a?b=1&amp;c=2\">the docs</a>",
                    "https://blog.example.org/2027/01/hello-world/",
                    "@ann",
                    "#launch");
    private static final List<String> BLOCKS = List.of("p", "p", "p", "h2", "li");

    private Texts() {}

    /** At least five words in one to five blocks, some bold, with links and mentions. */
    static Arbitrary<String> posts() {
        Arbitrary<String> word =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, Arbitraries.of(WORDS)),
                        net.jqwik.api.Tuple.of(
                                1, Arbitraries.of(WORDS).map(w -> "<strong>" + w + "</strong>")),
                        net.jqwik.api.Tuple.of(1, Arbitraries.of(LINKS)));
        Arbitrary<String> words =
                word.list().ofMinSize(5).ofMaxSize(14).map(list -> String.join(" ", list));
        return Combinators.combine(Arbitraries.of(BLOCKS), words)
                .as("<%s>%s</%1$s>"::formatted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(Texts::wrapped);
    }

    /** Items stand in a list. */
    private static String wrapped(List<String> blocks) {
        return blocks.stream()
                .map(block -> block.startsWith("<li>") ? "<ul>" + block + "</ul>" : block)
                .collect(Collectors.joining());
    }

    /** What a store may do and still leave words to recognise. */
    static Arbitrary<List<TextChange>> recognisableChanges() {
        return Arbitraries.of(TextChange.class)
                .filter(change -> change != TextChange.REPLACE)
                .set()
                .ofMaxSize(5)
                .map(List::copyOf);
    }

    static Arbitrary<List<TextChange>> anyChanges() {
        return Arbitraries.of(TextChange.class).list().ofMaxSize(6);
    }
}
