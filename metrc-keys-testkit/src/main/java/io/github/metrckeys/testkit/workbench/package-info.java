/**
 * The workbench: a command line around the library, for trying it, for support staff at a shell, and for developers in
 * any language who need a fake Metrc. It is {@code metrc-keys-workbench.jar}, and no part of the library's interface.
 */
@NullMarked
package io.github.metrckeys.testkit.workbench;

import org.jspecify.annotations.NullMarked;
