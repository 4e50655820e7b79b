package io.github.metrckeys.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a page of HTML. Text and the values of attributes are escaped; only a style sheet goes in as it is. */
final class HtmlWriter {

    private final StringBuilder page = new StringBuilder(16_384).append("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. */
    HtmlWriter open(String name, String... attributes) {
        open.push(name);
        return tag(name, ">", attributes);
    }

    /** Closes the element that was opened last. */
    HtmlWriter close() {
        page.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes an element that holds text alone. */
    HtmlWriter element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** Writes an element that holds nothing. */
    HtmlWriter empty(String name, String... attributes) {
        return tag(name, "/>", attributes);
    }

    HtmlWriter text(String text) {
        escape(text, false);
        return this;
    }

    HtmlWriter line() {
        page.append('\n');
        return this;
    }

    /** Writes a style sheet of our own, in which nothing from outside stands. */
    HtmlWriter style(String sheet) {
        page.append("<style>\n").append(sheet).append("</style>");
        return this;
    }

    private HtmlWriter tag(String name, String end, String... attributes) {
        page.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], true);
            page.append('"');
        }
        page.append(end);
        return this;
    }

    private void escape(String text, boolean inDoubleQuotes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append(inDoubleQuotes ? "'" : "&#39;");
                default -> page.append(c);
            }
        }
    }

    /** {@return what was written so far} */
    @Override
    public String toString() {
        return page.toString();
    }
}
