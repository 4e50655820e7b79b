/**
 * Which key signs a Metrc call, is that key good and for what, and where do keys live.
 *
 * <p>Core knows no HTTP and no JSON: {@code io.github.metrckeys.http} adds the live probe.
 */
// "module": http is not there yet when core is compiled.
@SuppressWarnings("module")
module io.github.metrckeys.core {
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.github.metrckeys;
    exports io.github.metrckeys.catalog;
    exports io.github.metrckeys.check;
    exports io.github.metrckeys.crypto;
    exports io.github.metrckeys.custody;
    exports io.github.metrckeys.probe;
    exports io.github.metrckeys.report;
    exports io.github.metrckeys.resolve;
    exports io.github.metrckeys.secret;
    exports io.github.metrckeys.store;
    exports io.github.metrckeys.store.file;
    exports io.github.metrckeys.store.jdbc;
    exports io.github.metrckeys.internal to
            io.github.metrckeys.http;
}
