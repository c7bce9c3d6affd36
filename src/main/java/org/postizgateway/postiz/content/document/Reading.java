package org.postizgateway.postiz.content.document;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read.
 *
 * @param format what it was read as
 * @param notices what an author should know, each a sentence
 * @param problems why it cannot be published as it is; each follows the name of the field in a
 *     sentence
 */
public record Reading(
        ContentFormat format, Document document, List<String> notices, List<String> problems) {

    public Reading {
        notices = List.copyOf(notices);
        problems = List.copyOf(problems);
    }

    public Reading after(List<String> earlier) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(notices);
        return new Reading(format, document, all, problems);
    }
}
