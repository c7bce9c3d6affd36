package org.postizgateway.postiz.content.write;

/** What a network cannot show of a document. */
public enum Loss {
    ITALIC("italic letters", "as plain letters"),
    STRIKE("struck-out letters", "as plain letters"),
    UNDERLINE("underlined letters", "as bold ones where they are bold too"),
    BOLD("bold letters other than A to Z and digits", "as plain letters"),
    CODE("code", "as plain text"),
    QUOTE("quotes", "as plain paragraphs"),
    LINK("links behind words", "as the words with the address in brackets"),
    TABLE("tables", "a line for each row, with | between the cells");

    private final String what;
    private final String how;

    Loss(String what, String how) {
        this.what = what;
        this.how = how;
    }

    /** The loss as a clause: {@code italic letters as plain letters}. */
    public String clause() {
        return what + " " + how;
    }
}
