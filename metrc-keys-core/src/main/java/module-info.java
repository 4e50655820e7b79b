/**
 * The core of metrc-keys: it chooses the key that signs a Metrc call, judges whether a key is good and for what, and
 * stores keys.
 *
 * <p>Core knows no HTTP and no JSON: {@code io.github.metrckeys.http} adds the live probe.
 */
// "module": the http module does not exist yet when core is compiled.
@SuppressWarnings("module")
module io.github.metrckeys.core {
    requires static transitive org.jspecify;
    requires org.slf4j;
    // Static, since only users of package jdbc need it. Not transitive, since a static requirement brings nothing along
    // at run time: those users require it themselves, and the compiler tells them.
    requires static java.sql;

    exports io.github.metrckeys;
    exports io.github.metrckeys.access;
    exports io.github.metrckeys.catalog;
    exports io.github.metrckeys.custody;
    exports io.github.metrckeys.error;
    exports io.github.metrckeys.file;
    exports io.github.metrckeys.jdbc;
    exports io.github.metrckeys.probe;
    exports io.github.metrckeys.report;
    exports io.github.metrckeys.resolve;
    exports io.github.metrckeys.secret;
    exports io.github.metrckeys.store;
    exports io.github.metrckeys.internal.check to
            io.github.metrckeys.http;
    exports io.github.metrckeys.internal.diagnosis to
            io.github.metrckeys.http;
}
