package org.postizgateway.sandbox.posting;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.safety.Safelist;

/** The HTML that the create endpoint keeps (contract, section 6.5). MCP keeps everything. */
final class Sanitizer {

    private static final Safelist KEPT =
            new Safelist()
                    .addTags("p", "br", "strong", "u", "a", "ul", "li", "h1", "h2", "h3", "span")
                    .addAttributes(
                            ":all",
                            "href",
                            "target",
                            "rel",
                            "class",
                            "data-mention-id",
                            "data-mention-label")
                    .addProtocols("a", "href", "http", "https", "mailto", "#")
                    .preserveRelativeLinks(true);
    private static final OutputSettings COMPACT =
            new OutputSettings()
                    .prettyPrint(false)
                    .syntax(OutputSettings.Syntax.xml)
                    .escapeMode(EscapeMode.xhtml);

    private Sanitizer() {}

    static String clean(String html) {
        return Jsoup.clean(html, "https://relative.invalid/", KEPT, COMPACT)
                .replace("&#xa0;", "\u00a0");
    }
}
