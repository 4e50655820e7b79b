/** Talking to Metrc over {@code java.net.http}: the live probe, and reports as JSON. */
module io.github.metrckeys.http {
    requires transitive io.github.metrckeys.core;
    requires transitive java.net.http;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports io.github.metrckeys.http;
    exports io.github.metrckeys.json;
}
