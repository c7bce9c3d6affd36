package org.postizgateway.postiz.recognition;

/** How much the words of a stored post are those of a sent one. */
enum Likeness {
    /** Entirely other words, or too few to tell. */
    NONE,
    /** Most of the one is in the other: cut, with something left out or added. */
    SIMILAR,
    /** The same words but for links. */
    SAME,
    /** The same words, links included. */
    EQUAL;

    static Likeness of(Words sent, Words stored) {
        if (sent.all().equals(stored.all())) {
            return EQUAL;
        }
        if (hasOtherPage(sent, stored)) {
            return NONE;
        }
        boolean onlyLinksLost = stored.all().isEmpty() && sent.isOnlyLinks();
        if (onlyLinksLost || sent.forms().stream().anyMatch(stored.forms()::contains)) {
            return SAME;
        }
        return isPart(stored, sent) || isPart(sent, stored) ? SIMILAR : NONE;
    }

    /** Another page of a site that was linked: a text that says the same of something else. */
    private static boolean hasOtherPage(Words sent, Words stored) {
        return stored.addresses().stream()
                .filter(address -> sent.addresses().stream().anyMatch(a -> sameSite(a, address)))
                .anyMatch(address -> sent.addresses().stream().noneMatch(a -> isCut(a, address)));
    }

    private static boolean sameSite(String one, String other) {
        return site(one).equals(site(other));
    }

    private static String site(String address) {
        return address.split("[/?#]", 2)[0];
    }

    /** A store may leave a query out, or run an address into the next word. */
    private static boolean isCut(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static boolean isPart(Words part, Words whole) {
        return part.beginnings().stream()
                .anyMatch(form -> whole.forms().stream().anyMatch(form::isPartOf));
    }
}
