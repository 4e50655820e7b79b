/**
 * What is known about Metrc's Web API v2: each endpoint with what it needs, looked up both ways.
 *
 * <p>{@link io.github.metrckeys.catalog.EndpointCatalog} answers which permissions a call needs and what somebody with
 * given permissions can do. {@link io.github.metrckeys.catalog.PermissionCategory} names the lines of a report. Every
 * fact says how sure it is ({@link io.github.metrckeys.catalog.Provenance}, {@link io.github.metrckeys.catalog.Endpoint.Sources}).
 */
@NullMarked
package io.github.metrckeys.catalog;

import org.jspecify.annotations.NullMarked;
