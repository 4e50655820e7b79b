/**
 * The catalog of Metrc's Web API v2: all known endpoints and what each of them needs.
 *
 * <p>{@link io.github.metrckeys.catalog.EndpointCatalog} finds the permissions that a call needs, and the calls that a
 * user with given permissions can make. {@link io.github.metrckeys.catalog.PermissionCategory} lists the parts of Metrc
 * that a report has lines for. Every fact says how certain it is ({@link io.github.metrckeys.catalog.Provenance},
 * {@link io.github.metrckeys.catalog.Endpoint.Sources}).
 */
@NullMarked
package io.github.metrckeys.catalog;

import org.jspecify.annotations.NullMarked;
