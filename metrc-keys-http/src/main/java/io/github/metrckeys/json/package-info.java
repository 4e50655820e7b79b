/** Reports for programs: {@link io.github.metrckeys.json.ReportJson} writes them as JSON. */
@NullMarked
package io.github.metrckeys.json;

import org.jspecify.annotations.NullMarked;
