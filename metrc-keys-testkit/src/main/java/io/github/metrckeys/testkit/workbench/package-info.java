/**
 * The workbench: a command line for the library. It is for trying the library out, for support staff at a shell, and
 * for developers in any language who need a fake Metrc. It ships as {@code metrc-keys-workbench.jar} and is not part of
 * the library's API.
 */
@NullMarked
package io.github.metrckeys.testkit.workbench;

import org.jspecify.annotations.NullMarked;
