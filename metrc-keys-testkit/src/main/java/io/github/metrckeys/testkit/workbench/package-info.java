/** workbench placeholder. */
@NullMarked
package io.github.metrckeys.testkit.workbench;

import org.jspecify.annotations.NullMarked;
